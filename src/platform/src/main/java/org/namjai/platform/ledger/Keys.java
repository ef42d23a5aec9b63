package org.namjai.platform.ledger;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** The DGA's hybrid keyset, and the participants' public ones, as Tink JSON. */
final class Keys {

    static {
        try {
            HybridConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final KeysetHandle dga;

    private Keys(KeysetHandle dga) {
        this.dga = dga;
    }

    /** Reads the DGA's private keyset. */
    static Keys read(Path file) throws IOException, GeneralSecurityException {
        return of(Files.readString(file));
    }

    static Keys of(String privateKeyset) throws GeneralSecurityException {
        return new Keys(TinkJsonProtoKeysetFormat.parseKeyset(privateKeyset, InsecureSecretKeyAccess.get()));
    }

    HybridEncrypt forDga() throws GeneralSecurityException {
        return dga.getPublicKeysetHandle().getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
    }

    HybridDecrypt asDga() throws GeneralSecurityException {
        return dga.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
    }

    /** The key of a participant from the public keyset it is registered with. */
    static HybridEncrypt forParticipant(String publicKeyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(publicKeyset)
                .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
    }
}
