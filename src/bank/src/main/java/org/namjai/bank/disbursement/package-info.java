/** Instructions from the platform: credited exactly once, answered until the platform has heard. */
@NullMarked
package org.namjai.bank.disbursement;

import org.jspecify.annotations.NullMarked;
