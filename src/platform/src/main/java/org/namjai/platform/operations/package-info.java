/** Live figures for operators and auditors; reads only, with SQL of its own, and calls no other module. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.namjai.platform.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
