/** REST interface of the module. */
@NullMarked
package org.namjai.platform.programme.web;

import org.jspecify.annotations.NullMarked;
