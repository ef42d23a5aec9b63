/** REST interface of the module. */
@NullMarked
package org.namjai.platform.participant.web;

import org.jspecify.annotations.NullMarked;
