package org.namjai.bank;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who this bank is.
 *
 * @param participant its id at the platform
 * @param key Base64 of 32 bytes; citizens are found by keyed hashes under it
 * @param platformUrl where the platform's API is
 */
@ConfigurationProperties("namjai.bank")
public record BankSettings(String participant, String nameTh, String nameEn, String key, URI platformUrl) {
    /** The key stays out of logs. */
    @Override
    public String toString() {
        return "BankSettings[" + participant + "]";
    }
}
