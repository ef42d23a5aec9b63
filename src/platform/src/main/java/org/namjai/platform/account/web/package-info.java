/** The books for operators and auditors. */
@NullMarked
package org.namjai.platform.account.web;

import org.jspecify.annotations.NullMarked;
