package org.namjai.platform.account;

import java.util.List;

/** Writes what caused transfers into the database transaction that posts them. */
@FunctionalInterface
public interface CauseWriter<C> {
    /** One caller's cause and what the books answered to its orders. */
    record Answered<C>(C cause, Posting posting) {}

    /** For a whole group at once; what it throws undoes the group, which is then posted in smaller ones. */
    void write(List<Answered<C>> group);
}
