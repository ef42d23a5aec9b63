/** The bank's app in a browser. */
@NullMarked
package org.namjai.bank.web;

import org.jspecify.annotations.NullMarked;
