package org.qgate.shell.internal.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;

/** Copies the vault's header and what the cryptography has sealed under it, all of one moment; nothing in the clear. */
final class VaultCopy {
    private static final String FOLDER = "crypto";
    private static final String HEADER = "crypto/vault/header";
    private static final String SEALED = ".sealed";
    /** The header ends in the SHA-256 of everything before it: docs/vault.md. */
    private static final int SUM = 32;

    private static final int TRIES = 10;

    private final StateFolder state;

    VaultCopy(StateFolder state) {
        this.state = state;
    }

    /** Refuses a folder that has something in it, or that would go with the node's own. */
    void check(Path folder) {
        if (folder.startsWith(state.path())) {
            throw refused(folder + " lies in the node's own folder");
        }
        if (Files.exists(folder)) {
            throw refused(folder + " exists already");
        }
    }

    /** Copies; returns how many files it were. */
    int write(Path folder) {
        Map<String, byte[]> files = files();
        try {
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                Path file = folder.resolve(each.getKey());
                Files.createDirectories(
                        file.getParent(),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                Files.newByteChannel(
                                file,
                                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                        .close();
                Files.write(file, each.getValue(), StandardOpenOption.SYNC);
            }
            return files.size();
        } catch (IOException failed) {
            throw refused(folder + ": " + failed.getClass().getSimpleName());
        }
    }

    /** The keys stand in the header: what was read between two equal headers belongs to it. */
    private Map<String, byte[]> files() {
        for (int left = TRIES; left > 0; left--) {
            byte[] header = header();
            Map<String, byte[]> files = new TreeMap<>();
            files.put(HEADER, header);
            for (String name : state.list(FOLDER)) {
                Optional<byte[]> content = name.endsWith(SEALED) ? state.read(name) : Optional.empty();
                content.ifPresent(bytes -> files.put(name, bytes));
            }
            if (Arrays.equals(header, header())) {
                return files;
            }
        }
        throw refused("the vault's keys changed all the time; try again");
    }

    /** What an old header held is overwritten in place: one that is not whole is read again. */
    private byte[] header() {
        for (int left = TRIES; left > 0; left--) {
            byte[] content = state.read(HEADER)
                    .orElseThrow(() -> new QGateException(VaultError.ABSENT, "there is nothing to copy"));
            int end = content.length - SUM;
            if (end > 0 && Arrays.equals(sum(content, end), Arrays.copyOfRange(content, end, content.length))) {
                return content;
            }
        }
        throw new QGateException(VaultError.DAMAGED, "its checksum is wrong; nothing was copied");
    }

    private static byte[] sum(byte[] content, int end) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(content, end));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java runtime has SHA-256
        }
    }

    private static QGateException refused(String message) {
        return new QGateException(VaultError.BACKUP, message);
    }
}
