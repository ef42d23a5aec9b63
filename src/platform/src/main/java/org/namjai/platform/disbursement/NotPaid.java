package org.namjai.platform.disbursement;

import java.util.List;
import java.util.UUID;
import org.namjai.platform.shared.Reason;

/**
 * Nobody could pay these requests' people in any round, for the same reason, and the money is the programme's again;
 * published inside the transaction that gave it back.
 */
public record NotPaid(List<UUID> requests, Reason reason) {}
