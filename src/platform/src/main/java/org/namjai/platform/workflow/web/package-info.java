/** Officers put files into the engine and move running requests between versions. */
@NullMarked
package org.namjai.platform.workflow.web;

import org.jspecify.annotations.NullMarked;
