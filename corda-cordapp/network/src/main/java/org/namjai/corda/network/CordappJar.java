package org.namjai.corda.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What makes a contracts jar the same one for a ledger: its version, its signer and its classes. (Its bytes differ with
 * every build, for the signature carries the time.)
 */
record CordappJar(String version, String signer, String classes) {
    static CordappJar read(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            MessageDigest classes = MessageDigest.getInstance("SHA-256");
            String signer = "";
            List<JarEntry> entries = file.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .sorted(Comparator.comparing(JarEntry::getName))
                    .toList();
            for (JarEntry entry : entries) {
                classes.update(entry.getName().getBytes(StandardCharsets.UTF_8));
                try (InputStream in = file.getInputStream(entry)) {
                    classes.update(in.readAllBytes());
                }
                // Known only after the entry has been read.
                signer = signer(entry);
            }
            String version = file.getManifest().getMainAttributes().getValue("Cordapp-Contract-Version");
            return new CordappJar(version, signer, HexFormat.of().formatHex(classes.digest()));
        } catch (GeneralSecurityException e) {
            throw new IOException("The signature of " + jar + " cannot be read.", e);
        }
    }

    private static String signer(JarEntry entry) throws GeneralSecurityException {
        Certificate[] chain = entry.getCertificates();
        if (chain == null) return "";
        byte[] key = chain[0].getPublicKey().getEncoded();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
    }
}
