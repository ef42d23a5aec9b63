package org.namjai.bank.ledger;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.corda.core.utilities.OpaqueBytes;
import org.namjai.corda.contracts.MerkleTree;

/** Seals pages as the platform does, word for word after the format's description; for pages beyond the vectors. */
final class Sealer {
    private static final byte[] KEY = new byte[32];
    private final HybridEncrypt bank;

    Sealer(String publicKeyset) throws GeneralSecurityException {
        HybridConfig.register();
        bank = TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(publicKeyset)
                .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
    }

    ProposedPage seal(long number, long first, ChainTotals totals, List<String> clear) throws GeneralSecurityException {
        var place = "digital-wallet/bua/" + number;
        var encrypted = new ArrayList<byte[]>();
        for (int i = 0; i < clear.size(); i++) {
            encrypted.add(encrypt(place + "/" + (first + i), clear.get(i), (byte) i));
        }
        var root = MerkleTree.root(encrypted.stream().map(OpaqueBytes::new).toList());
        var key = bank.encrypt(KEY, place.getBytes(StandardCharsets.UTF_8));
        return new ProposedPage("digital-wallet", "bua", number, first, root.getBytes(), totals, key, encrypted);
    }

    private static byte[] encrypt(String place, String clear, byte nonce) throws GeneralSecurityException {
        var sealed = new byte[12 + clear.getBytes(StandardCharsets.UTF_8).length + 16];
        sealed[0] = nonce;
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "AES"), new GCMParameterSpec(128, sealed, 0, 12));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        var bytes = clear.getBytes(StandardCharsets.UTF_8);
        cipher.doFinal(bytes, 0, bytes.length, sealed, 12);
        return sealed;
    }
}
