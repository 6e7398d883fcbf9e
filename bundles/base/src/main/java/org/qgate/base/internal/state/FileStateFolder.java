package org.qgate.base.internal.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.common.file.DurableFile;
import org.qgate.common.file.FolderLock;

/** A state folder on the local file system, locked while it is open. Thread-safe. */
public final class FileStateFolder implements StateFolder, AutoCloseable {
    private static final long LARGEST = 64L << 20;
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-][a-z0-9._-]*(/[a-z0-9_-][a-z0-9._-]*)*");

    private final Path folder;
    private final FolderLock lock;

    private FileStateFolder(Path folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens a folder, making it when it is missing.
     *
     * @throws QGateException QG-BAS-0003 when another process has it, QG-BAS-0004 when its data is newer than this
     *     program, QG-BAS-0005 when it cannot be made, QG-BAS-0006 when its version cannot be read
     */
    public static FileStateFolder open(Path folder) {
        try {
            DurableFile.makeFolder(folder);
            return checked(
                    folder,
                    FolderLock.take(folder)
                            .orElseThrow(() -> new QGateException(
                                    BaseError.FOLDER_LOCKED, folder + " is in use by another node")));
        } catch (IOException failed) {
            throw new QGateException(BaseError.STATE_WRITE, folder + ": " + reason(failed), failed);
        }
    }

    private static FileStateFolder checked(Path folder, FolderLock lock) throws IOException {
        try {
            removeLeftovers(folder);
            DataFormat.check(folder);
            return new FileStateFolder(folder, lock);
        } catch (IOException | QGateException refused) {
            lock.close();
            throw refused;
        }
    }

    private static void removeLeftovers(Path folder) throws IOException {
        List<Path> leftovers;
        try (Stream<Path> files = Files.walk(folder)) {
            leftovers = files.filter(FileStateFolder::isLeftover).toList();
        }
        for (Path leftover : leftovers) {
            Files.deleteIfExists(leftover);
        }
    }

    private static boolean isLeftover(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") && name.endsWith(DurableFile.ASIDE);
    }

    @Override
    public Path path() {
        return folder;
    }

    @Override
    public Optional<byte[]> read(String name) {
        Path file = resolve(name);
        try {
            if (Files.size(file) > LARGEST) {
                throw new QGateException(BaseError.STATE_READ, file + " is larger than " + LARGEST + " bytes");
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new QGateException(BaseError.STATE_READ, file + ": " + reason(failed), failed);
        }
    }

    @Override
    public void write(String name, byte[] content) {
        Path file = resolve(name);
        try {
            makeFolders(file.getParent());
            DurableFile.write(file, content);
        } catch (IOException failed) {
            throw new QGateException(BaseError.STATE_WRITE, file + ": " + reason(failed), failed);
        }
    }

    private void makeFolders(Path parent) throws IOException {
        if (!parent.equals(folder) && !Files.isDirectory(parent)) {
            makeFolders(parent.getParent());
            DurableFile.makeFolder(parent);
        }
    }

    @Override
    public void delete(String name) {
        Path file = resolve(name);
        try {
            DurableFile.erase(file);
        } catch (IOException failed) {
            throw new QGateException(BaseError.STATE_WRITE, file + ": " + reason(failed), failed);
        }
    }

    @Override
    public List<String> list(String name) {
        Path start = resolve(name);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(found -> NAME.matcher(found).matches())
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new QGateException(BaseError.STATE_READ, start + ": " + reason(failed), failed);
        }
    }

    private Path resolve(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of a state file: '" + name + "'");
        }
        return folder.resolve(name);
    }

    private static String reason(IOException failed) {
        return failed.getClass().getSimpleName() + " " + failed.getMessage();
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failed) {
            throw new QGateException(BaseError.STATE_WRITE, folder + ": " + reason(failed), failed);
        }
    }
}
