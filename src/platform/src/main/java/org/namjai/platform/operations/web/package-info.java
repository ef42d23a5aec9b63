/** The operations pages. */
@NullMarked
package org.namjai.platform.operations.web;

import org.jspecify.annotations.NullMarked;
