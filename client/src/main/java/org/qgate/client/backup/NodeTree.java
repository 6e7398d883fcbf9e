package org.qgate.client.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.qgate.client.archive.FolderTree;

/**
 * The files that make a node this node: configuration and sealed state. Not the key file, which lies elsewhere; not the
 * shell's keys, which are made anew at a first start; not caches, logs and temporary files.
 *
 * @param etc configuration
 * @param data where state, logs and caches are
 */
public record NodeTree(Path etc, Path data) {
    static final String ETC = "etc/";
    static final String STATE = "data/qgate/";
    static final String STORE = "store/";
    /** In the clear by necessity: they open the shell, through which the vault is unlocked. */
    private static final String SHELL_KEYS = "ssh/";

    private static final String HEADER = "crypto/vault/header";

    Path state() {
        return data.resolve("qgate");
    }

    Path header() {
        return state().resolve(HEADER);
    }

    /** Returns the files by their names in the archive; the store's only when nobody writes it. */
    SortedMap<String, Path> files(boolean withStore) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        FolderTree.files(etc).forEach((name, file) -> files.put(ETC + name, file));
        FolderTree.files(state()).forEach((name, file) -> {
            if (belongs(name) && (withStore || !name.startsWith(STORE))) {
                files.put(STATE + name, file);
            }
        });
        return files;
    }

    private static boolean belongs(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        boolean aside = last.startsWith(".") && last.endsWith(".new");
        return !aside && !name.equals("pid") && !name.equals(".lock") && !name.startsWith(SHELL_KEYS);
    }
}
