package org.qgate.qrng.internal.source;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.SourceSpec;

/** Reads a device's options and refuses what its driver does not know. */
final class Options {
    private Options() {}

    static QGateException bad(String what) {
        return new QGateException(QrngError.BAD_SOURCE, what);
    }

    static void only(SourceSpec spec, Set<String> known) {
        Set<String> unknown = new TreeSet<>(spec.options().keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw bad("option '" + Quoted.of(unknown.iterator().next()) + "': the driver " + spec.driver() + " knows "
                    + String.join(", ", new TreeSet<>(known)));
        }
    }

    static boolean flag(SourceSpec spec, String name) {
        String value = spec.options().getOrDefault(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw bad("option " + name + " = '" + Quoted.of(value) + "': true or false");
        }
        return value.equals("true");
    }

    /** Returns an absolute path without anything in it that a reader of a log could mistake. */
    static Path path(String what, String text) {
        try {
            Path path = Path.of(text);
            if (path.isAbsolute() && text.chars().noneMatch(Character::isISOControl)) {
                return path.normalize();
            }
        } catch (InvalidPathException invalid) {
            throw new QGateException(
                    QrngError.BAD_SOURCE,
                    what + " '" + Quoted.of(text) + "': no path, " + invalid.getReason(),
                    invalid);
        }
        throw bad(what + " '" + Quoted.of(text) + "': an absolute path is needed, such as /dev/hwrng");
    }
}
