package org.namjai.platform.shared;

import java.util.Collection;
import java.util.Set;

/** Knows people with whom something is still under way; each module answers for its own. */
public interface Involvement {

    /** Those of the people whom the state may not forget yet. */
    Set<Pseudonym> involved(Collection<Pseudonym> people);
}
