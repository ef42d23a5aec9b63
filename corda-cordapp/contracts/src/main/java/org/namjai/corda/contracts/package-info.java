/** What the DGA and a participant agree on: pages of encrypted state transitions, chained by number and hash. */
package org.namjai.corda.contracts;
