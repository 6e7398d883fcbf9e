package org.qgate.client.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedMap;
import java.util.TreeMap;
import org.qgate.client.Refused;
import org.qgate.client.archive.Digest;
import org.qgate.client.archive.FolderTree;
import org.qgate.client.archive.Unpacking;

/** Makes a node's folders from a backup: beside their places first, and there only when every digest is right. */
public final class Restore {
    private static final String ASIDE = ".restoring";
    private final NodeTree node;
    private final Path defaults;
    private final String version;

    /**
     * Prepares one.
     *
     * @param node where the folders go
     * @param defaults the configuration as shipped: a folder that holds nothing else may be replaced
     * @param version of this program
     */
    public Restore(NodeTree node, Path defaults, String version) {
        this.node = node;
        this.defaults = defaults;
        this.version = version;
    }

    /**
     * Restores.
     *
     * @return when the backup was made, in milliseconds since 1970
     */
    public long from(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Refused(Refused.WILL_NOT_HELP, "there is no backup " + file);
        }
        Path etcAside = aside(node.etc());
        Path stateAside = aside(node.state());
        if (Files.exists(etcAside)) {
            // Only an unfinished restore leaves it: what stands beside it came from there and was never used.
            FolderTree.delete(node.state());
        }
        requireEmpty();
        Path unpacked = node.data().resolveSibling(node.data().getFileName() + ".unpacking");
        FolderTree.delete(unpacked);
        FolderTree.delete(etcAside);
        FolderTree.delete(stateAside);
        try {
            BackupManifest manifest = verified(file, unpacked);
            Files.createDirectories(node.data());
            move(unpacked.resolve("etc"), etcAside);
            move(unpacked.resolve("data").resolve("qgate"), stateAside);
            settle(etcAside, stateAside);
            return manifest.madeAt();
        } finally {
            FolderTree.delete(unpacked);
        }
    }

    /** State first: whoever finds the configuration finds all. */
    private void settle(Path etcAside, Path stateAside) throws IOException {
        FolderTree.delete(node.state());
        move(stateAside, node.state());
        FolderTree.delete(node.etc());
        move(etcAside, node.etc());
        FolderTree.delete(node.data().resolve("cache")); // of another node
    }

    private static Path aside(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ASIDE);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.createDirectories(to.toAbsolutePath().getParent());
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        FolderTree.sync(to.toAbsolutePath().getParent());
    }

    private void requireEmpty() throws IOException {
        if (!FolderTree.files(node.state()).isEmpty()) {
            throw new Refused(Refused.POLICY, node.state() + " holds a node: restore into a folder of its own");
        }
        SortedMap<String, Path> present = FolderTree.files(node.etc());
        if (!present.isEmpty() && !digests(present).equals(digests(FolderTree.files(defaults)))) {
            throw new Refused(
                    Refused.POLICY, node.etc() + " was changed: move it away, or restore into another folder");
        }
    }

    private static SortedMap<String, String> digests(SortedMap<String, Path> files) throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        for (var each : files.entrySet()) {
            digests.put(each.getKey(), Digest.of(each.getValue()));
        }
        return digests;
    }

    private BackupManifest verified(Path file, Path unpacked) throws IOException {
        SortedMap<String, String> found = Unpacking.all(file, unpacked);
        if (found.remove(BackupManifest.NAME) == null) {
            throw new Refused(Refused.WILL_NOT_HELP, file + " is no backup of a node: it has no manifest");
        }
        BackupManifest manifest = manifest(file, unpacked.resolve(BackupManifest.NAME));
        if (!found.equals(manifest.files())) {
            String first = found.keySet().stream()
                    .filter(name -> !found.get(name).equals(manifest.files().get(name)))
                    .findFirst()
                    .orElse("a file is missing");
            throw new Refused(Refused.WILL_NOT_HELP, file + " is damaged, first at: " + first);
        }
        if (found.keySet().stream()
                .anyMatch(name -> !name.startsWith(NodeTree.ETC) && !name.startsWith(NodeTree.STATE))) {
            throw new Refused(Refused.WILL_NOT_HELP, file + " holds files that belong to no node");
        }
        if (!manifest.version().equals(version)) {
            throw new Refused(
                    Refused.WILL_NOT_HELP,
                    file + " was made by version " + manifest.version() + ", this is " + version
                            + ": restore with that version, then bin/qgate upgrade");
        }
        return manifest;
    }

    private static BackupManifest manifest(Path file, Path manifest) throws IOException {
        try {
            return BackupManifest.decode(Files.readAllBytes(manifest));
        } catch (IllegalArgumentException malformed) {
            throw new Refused(Refused.WILL_NOT_HELP, file + ": " + malformed.getMessage());
        }
    }
}
