package org.qgate.base.internal.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Version;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.common.release.ReleaseDocument;
import org.qgate.common.release.ReleaseEntry;
import org.qgate.common.release.Sha256;

/** Shelves of a distribution whose bundles and packages are texts: {@code NAME VERSION CONTENT}. */
public final class TestShelves {
    private TestShelves() {}

    /** Makes a distribution in a folder and the shelf of a node that runs it. */
    public static Shelf of(Path folder, StateFolder state, String... bundles) {
        return of(folder, state, TestShelves::read, bundles);
    }

    /** The same with a reader of packages. */
    public static Shelf of(Path folder, StateFolder state, PackageReader reader, String... bundles) {
        List<ReleaseEntry> entries = new ArrayList<>();
        for (String bundle : bundles) {
            String[] words = bundle.split(" ");
            byte[] jar = bundle.getBytes(StandardCharsets.UTF_8);
            String file = words[0] + "-" + words[1] + ".jar";
            write(folder.resolve(file), jar);
            entries.add(new ReleaseEntry(words[0], words[1], Sha256.hex(jar), file, "[0.1,0.2)", 1));
        }
        return new Shelf(
                new ReleaseList(folder, new ReleaseDocument("1.0.0", entries)),
                state,
                folder.resolve("releases"),
                reader);
    }

    /** Writes a package into a folder. */
    public static Path put(Path folder, String text) {
        Path file = folder.resolve(text.replace(' ', '-') + ".qsx");
        write(file, text.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static CorePackage read(byte[] file) {
        String[] words = new String(file, StandardCharsets.UTF_8).split(" ");
        if (words.length != 3) {
            throw new QGateException(UpdateError.ALTERED, "not a package");
        }
        return new CorePackage(words[0], Version.parseVersion(words[1]), Sha256.hex(file), "test", () -> file, file);
    }

    /** Returns what is in office when the node starts. */
    public static List<CorePackage> atStart(Shelf shelf) {
        return shelf.names().stream().map(shelf::atStart).toList();
    }
}
