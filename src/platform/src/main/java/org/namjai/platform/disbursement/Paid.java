package org.namjai.platform.disbursement;

import java.util.List;
import java.util.UUID;

/** These requests' people have their money; published inside the confirming transaction. */
public record Paid(List<UUID> requests) {}
