package org.namjai.platform.payment;

import java.util.UUID;
import org.namjai.platform.shared.ParticipantId;

/**
 * A shop.
 *
 * @param participant where it banks; only this participant may change it
 * @param merchantClass one of {@link MerchantClass#ALL}
 * @param district DOPA code of the shop
 */
public record Merchant(UUID id, ParticipantId participant, String name, String merchantClass, String district) {}
