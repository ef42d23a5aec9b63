/** REST interface of the module. */
@NullMarked
package org.namjai.platform.request.web;

import org.jspecify.annotations.NullMarked;
