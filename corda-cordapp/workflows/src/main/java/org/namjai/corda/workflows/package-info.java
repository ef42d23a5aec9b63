/** How the DGA records a page with a participant, and how the participant's node checks it before it signs. */
package org.namjai.corda.workflows;
