package org.namjai.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** Secrets made on this machine at the first start and kept in a file that only its owner can read. */
public final class Secrets {
    private static final int PASSWORD_BYTES = 15;
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Properties known = new Properties();

    private Secrets(Path file) {
        this.file = file;
    }

    public static Secrets in(Path file) {
        Secrets secrets = new Secrets(file);
        if (Files.exists(file)) secrets.load();
        return secrets;
    }

    /** A password of 20 letters, digits, '-' and '_'. */
    public synchronized String password(String name) {
        return get(name, () -> Base64.getUrlEncoder().withoutPadding().encodeToString(random(PASSWORD_BYTES)));
    }

    /** 32 random bytes in Base64. */
    public synchronized String key(String name) {
        return get(name, () -> Base64.getEncoder().encodeToString(random(KEY_BYTES)));
    }

    private String get(String name, java.util.function.Supplier<String> maker) {
        String value = known.getProperty(name);
        if (value != null) return value;
        String made = maker.get();
        known.setProperty(name, made);
        store();
        return made;
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private void load() {
        try (var in = Files.newInputStream(file)) {
            known.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Through a second file, so that a crash never leaves half a file. */
    private void store() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.deleteIfExists(next);
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (OutputStream out = Files.newOutputStream(next)) {
                known.store(out, "Made by ./namjai up for this machine alone.");
            }
            Files.move(next, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
