package org.namjai.platform.account;

import java.util.UUID;

/**
 * An account as it stands.
 *
 * @param id under which it is stored; names nobody
 * @param balanceSatang credits minus debits
 * @param entries how many transfers it has been in; they are numbered from 1 without a gap
 */
public record AccountBalance(UUID id, AccountRef account, String currency, long balanceSatang, long entries) {}
