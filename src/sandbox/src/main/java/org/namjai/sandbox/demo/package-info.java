/** Made people play the whole story on the running system. */
@NullMarked
package org.namjai.sandbox.demo;

import org.jspecify.annotations.NullMarked;
