/** REST interface and pages of the module. */
@NullMarked
package org.namjai.platform.oversight.web;

import org.jspecify.annotations.NullMarked;
