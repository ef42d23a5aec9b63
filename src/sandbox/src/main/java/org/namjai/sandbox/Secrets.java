package org.namjai.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.function.Supplier;

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
        return new Secrets(file);
    }

    /** A password of 20 letters, digits, '-' and '_'. */
    public String password(String name) {
        return get(name, () -> Base64.getUrlEncoder().withoutPadding().encodeToString(random(PASSWORD_BYTES)));
    }

    /** 32 random bytes in Base64. */
    public String key(String name) {
        return get(name, () -> Base64.getEncoder().encodeToString(random(KEY_BYTES)));
    }

    private synchronized String get(String name, Supplier<String> maker) {
        String known = this.known.getProperty(name);
        return known != null ? known : shared(name, maker);
    }

    /** Several processes ask for the same secrets: whoever holds the lock reads what another made, or makes it. */
    private String shared(String name, Supplier<String> maker) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                load();
                String value = known.getProperty(name);
                if (value != null) return value;
                String made = maker.get();
                known.setProperty(name, made);
                store();
                return made;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private void load() throws IOException {
        if (!Files.exists(file)) return;
        try (InputStream in = Files.newInputStream(file)) {
            known.load(in);
        }
    }

    /** Through a second file, so that a crash never leaves half a file. */
    private void store() throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(next)) {
            known.store(out, "Made by ./namjai up for this machine alone.");
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
