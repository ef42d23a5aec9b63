package org.namjai.corda.network;

/**
 * Who takes part in the network besides the notary and the DGA, as {@link ParticipantFile} says it.
 *
 * @param id names its node, its login and its directory
 * @param x500Name the legal identity of its node, as {@code O=…, L=…, C=…}
 */
public record Participant(String id, String nameTh, String nameEn, String x500Name) {}
