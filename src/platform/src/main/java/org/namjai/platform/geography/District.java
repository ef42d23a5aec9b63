package org.namjai.platform.geography;

/**
 * A district (amphoe, or khet in Bangkok).
 *
 * @param code DOPA's four digits; the first two are the province's
 * @param nameTh without the word amphoe or khet
 * @param provinceTh the province's Thai name
 */
public record District(String code, String nameTh, String provinceTh) {}
