/** Forgetting a person, over REST. */
@NullMarked
package org.namjai.platform.privacy.web;

import org.jspecify.annotations.NullMarked;
