/** What every page shares: Thai first and English beside it, Buddhist-era dates, amounts in baht, the choice of language. */
@NullMarked
package org.namjai.platform.shared.web;

import org.jspecify.annotations.NullMarked;
