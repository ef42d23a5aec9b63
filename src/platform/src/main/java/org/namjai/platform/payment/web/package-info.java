/** REST interface of the module. */
@NullMarked
package org.namjai.platform.payment.web;

import org.jspecify.annotations.NullMarked;
