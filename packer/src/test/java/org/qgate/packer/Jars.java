package org.qgate.packer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Class files of libraries and of extenders on the tests' class path, as Maven's shade plugin puts them into one jar. */
public final class Jars {
    private Jars() {}

    /** Returns the files of the jars in which these classes are. */
    public static Map<String, byte[]> files(Class<?>... libraries) {
        Map<String, byte[]> files = new TreeMap<>();
        for (Class<?> each : libraries) {
            try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(place(each))))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    if (!entry.isDirectory()) {
                        files.put(entry.getName(), in.readAllBytes());
                    }
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return files;
    }

    /** Adds all classes of a package of the tests. */
    public static Map<String, byte[]> with(Map<String, byte[]> libraries, Class<?> inPackage) {
        Map<String, byte[]> files = new TreeMap<>(libraries);
        String folder = inPackage.getPackageName().replace('.', '/');
        try (var list = Files.list(place(inPackage).resolve(folder))) {
            for (Path file : (Iterable<Path>) list.sorted()::iterator) {
                files.put(folder + "/" + file.getFileName(), Files.readAllBytes(file));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return files;
    }

    /** Returns the jar or folder of a class. */
    static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Loads these classes and of all others only Java's and the extender API's. */
    public static ClassLoader loader(Map<String, byte[]> files) {
        return new ClassLoader(ClassLoader.getPlatformClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (name.startsWith("org.qgate.ext.")) {
                    return Jars.class.getClassLoader().loadClass(name);
                }
                byte[] content = files.get(name.replace('.', '/') + ".class");
                if (content == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, content, 0, content.length);
            }
        };
    }
}
