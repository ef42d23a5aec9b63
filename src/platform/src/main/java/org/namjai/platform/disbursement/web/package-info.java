/** REST interface of the module. */
@NullMarked
package org.namjai.platform.disbursement.web;

import org.jspecify.annotations.NullMarked;
