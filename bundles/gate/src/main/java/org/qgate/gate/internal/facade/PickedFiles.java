package org.qgate.gate.internal.facade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.Command.Argument;
import org.qgate.ext.shell.Command.Kind;
import org.qgate.ext.shell.PickedFile;

/**
 * The files that an operator named for one run of a command. The node opens them; the extender gets names without folders.
 * Refusals tell the operator what is wrong with a path, with QG-EXT-0013. For one thread.
 */
public final class PickedFiles implements AutoCloseable {
    /** The longest file that is read or made. */
    static final long LARGEST = 1L << 30;

    private final Access access;
    private final NodeFolders closed;
    private final List<String> texts = new ArrayList<>();
    private final Map<String, PickedFile> files = new LinkedHashMap<>();
    private final List<ReadFile> read = new ArrayList<>();
    private final List<NewFile> made = new ArrayList<>();

    PickedFiles(Access access, NodeFolders closed) {
        this.access = access;
        this.closed = closed;
    }

    /** Opens what a command's arguments name. */
    void open(Command command, List<String> given) {
        for (int i = 0; i < given.size(); i++) {
            Argument argument = command.arguments().get(i);
            boolean isFile = argument.kind() == Kind.READ_FILE || argument.kind() == Kind.NEW_FILE;
            texts.add(isFile ? open(argument, given.get(i)) : given.get(i));
        }
    }

    private String open(Argument argument, String text) {
        try {
            Path path = Path.of(text);
            if (!path.isAbsolute() || path.normalize().getFileName() == null) {
                throw new IOException("must be named with its whole path");
            }
            PickedFile file = argument.kind() == Kind.READ_FILE ? reading(path) : making(path.normalize());
            files.put(argument.name(), file);
            return file.name();
        } catch (IOException | InvalidPathException | SecurityException refused) {
            throw new QGateException(
                    ExtenderError.COMMAND_FAILED, argument.name() + " " + text + ": " + Reasons.of(refused));
        }
    }

    private ReadFile reading(Path path) throws IOException {
        Path real = open(path.toRealPath());
        if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("is no regular file");
        }
        ReadFile file = new ReadFile(access, real, path.getFileName().toString());
        read.add(file);
        if (file.size() > LARGEST) {
            throw new IOException("has more than 1 GiB");
        }
        return file;
    }

    private NewFile making(Path path) throws IOException {
        Path folder = open(path.getParent().toRealPath());
        Path target = folder.resolve(path.getFileName());
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("is there already");
        }
        NewFile file = new NewFile(access, target);
        made.add(file);
        return file;
    }

    private Path open(Path real) throws IOException {
        if (closed.hold(real)) {
            throw new IOException("lies in a folder of the node's own");
        }
        return real;
    }

    /** Returns the arguments as the extender gets them. */
    public List<String> arguments() {
        return List.copyOf(texts);
    }

    /** Returns the files by the names of their arguments. */
    public Map<String, PickedFile> files() {
        return Map.copyOf(files);
    }

    /** The command returned well: what it made appears under its name, durably, one after the other. */
    public void keep() {
        for (NewFile each : made) {
            try {
                each.keep();
            } catch (IOException failed) {
                throw new QGateException(
                        ExtenderError.COMMAND_FAILED, each.name() + ": " + Reasons.of(failed) + " and was not made");
            }
        }
    }

    /** Closes them; what was not kept is gone. */
    @Override
    public void close() {
        read.forEach(ReadFile::close);
        made.forEach(NewFile::close);
    }
}
