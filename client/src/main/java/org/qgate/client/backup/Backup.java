package org.qgate.client.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.qgate.client.Refused;
import org.qgate.client.archive.Digest;
import org.qgate.client.archive.FolderTree;
import org.qgate.client.archive.TarOut;

/**
 * Writes a node into a file. What is written is one state of the vault's header and of what is sealed under it: when the
 * header changes meanwhile, it begins again.
 */
public final class Backup {
    private static final int TRIES = 10;
    /** The header ends in the hash of everything before it. */
    private static final int HEADER_SUM = 32;

    private final NodeTree node;
    private final Optional<Path> store;
    private final String version;

    /**
     * Prepares one.
     *
     * @param store a copy of a running node's store that nobody writes; empty when the node does not run
     * @param version of this program
     */
    public Backup(NodeTree node, Optional<Path> store, String version) {
        this.node = node;
        this.store = store;
        this.version = version;
    }

    /**
     * Writes it aside and gives it its name when it is whole and on the disk.
     *
     * @param file must not exist
     * @return how many files it holds
     */
    public int write(Path file, long nowMs) throws IOException {
        if (Files.exists(file)) {
            throw new Refused(Refused.WILL_NOT_HELP, file + " exists: a backup replaces nothing");
        }
        if (node.files(true).isEmpty()) {
            throw new Refused(Refused.WILL_NOT_HELP, "there is no node in " + node.data());
        }
        Path aside = file.resolveSibling(file.getFileName() + ".partial");
        try {
            for (int left = TRIES; left > 0; left--) {
                Files.deleteIfExists(aside);
                Optional<Integer> files = attempt(aside, nowMs);
                if (files.isPresent()) {
                    FolderTree.sync(aside);
                    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
                    FolderTree.sync(file.toAbsolutePath().getParent());
                    return files.get();
                }
            }
        } finally {
            Files.deleteIfExists(aside);
        }
        throw new Refused(Refused.MAY_HELP, "the node changed its keys all the time: try again");
    }

    private Optional<Integer> attempt(Path aside, long nowMs) throws IOException {
        byte[] header = header();
        SortedMap<String, String> digests = new TreeMap<>();
        Set<StandardOpenOption> make = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Files.newByteChannel(
                        aside, make, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                .close();
        try (OutputStream raw = Files.newOutputStream(aside);
                TarOut out = new TarOut(raw)) {
            for (var each : files().entrySet()) {
                digests.put(each.getKey(), add(out, each.getKey(), each.getValue(), header));
            }
            BackupManifest manifest = new BackupManifest(version, nowMs, store.isPresent(), digests);
            out.file(BackupManifest.NAME, 0600, manifest.encode());
        } catch (NoSuchFileException gone) {
            return Optional.empty(); // replaced by another one while we looked
        }
        return Arrays.equals(header, header()) ? Optional.of(digests.size()) : Optional.empty();
    }

    private SortedMap<String, Path> files() throws IOException {
        SortedMap<String, Path> files = node.files(store.isEmpty());
        if (store.isPresent()) {
            FolderTree.files(store.get())
                    .forEach((name, file) -> files.put(NodeTree.STATE + NodeTree.STORE + name, file));
        }
        return files;
    }

    /** Returns the vault's header, whole; empty when there is no vault. What an old one held is overwritten in place. */
    private byte[] header() throws IOException {
        for (int left = TRIES; left > 0 && Files.exists(node.header()); left--) {
            byte[] content = Files.readAllBytes(node.header());
            int end = content.length - HEADER_SUM;
            if (end > 0) {
                MessageDigest hash = Digest.sha256();
                hash.update(content, 0, end);
                if (Arrays.equals(hash.digest(), Arrays.copyOfRange(content, end, content.length))) {
                    return content;
                }
            }
        }
        if (Files.exists(node.header())) {
            throw new Refused(Refused.WILL_NOT_HELP, "QG-VLT-0005 the vault's header is damaged: nothing was written");
        }
        return new byte[0];
    }

    private String add(TarOut out, String name, Path file, byte[] header) throws IOException {
        MessageDigest hash = Digest.sha256();
        boolean isHeader = file.equals(node.header());
        long size = isHeader ? header.length : Files.size(file);
        try (InputStream raw = isHeader ? new ByteArrayInputStream(header) : Files.newInputStream(file);
                InputStream in = new DigestInputStream(raw, hash)) {
            out.file(name, mode(file), size, in);
        }
        return Digest.hex(hash);
    }

    private static int mode(Path file) throws IOException {
        int mode = 0;
        for (PosixFilePermission each : Files.getPosixFilePermissions(file)) {
            mode |= 0400 >> each.ordinal(); // in the order in which they are written: rwxrwxrwx
        }
        return mode;
    }
}
