package org.namjai.platform.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.namjai.platform.privacy.Vault;
import org.springframework.stereotype.Component;

/** Keeps values as JSON that only the vault's key opens. */
@Component
class SealedJson {
    private final Vault vault;
    private final ObjectMapper json = new ObjectMapper();

    SealedJson(Vault vault) {
        this.vault = vault;
    }

    byte[] seal(Object value, String context) {
        try {
            return vault.seal(json.writeValueAsString(value), context);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write " + context, e);
        }
    }

    <T> T open(byte[] sealed, String context, Class<T> type) {
        try {
            return json.readValue(vault.open(sealed, context), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not read " + context, e);
        }
    }
}
