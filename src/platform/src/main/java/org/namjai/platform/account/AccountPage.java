package org.namjai.platform.account;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Accounts in the order of their ids.
 *
 * @param previous the id before which the page before this one ends; none on the first
 * @param next the id after which the page after this one begins; none on the last
 */
public record AccountPage(List<AccountBalance> accounts, @Nullable UUID previous, @Nullable UUID next) {}
