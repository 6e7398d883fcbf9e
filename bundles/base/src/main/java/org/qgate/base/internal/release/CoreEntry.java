package org.qgate.base.internal.release;

import java.util.Map;
import java.util.regex.Pattern;
import org.osgi.framework.Version;

/**
 * One swappable bundle of the release list.
 *
 * @param file name of the jar beside the list
 * @param sha256 64 lower-case hexadecimal digits
 */
record CoreEntry(String bsn, String version, String sha256, String file) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final String PREFIX = "qgate:core/";

    CoreEntry {
        require(NAME.matcher(bsn).matches(), "bsn", bsn);
        require(DIGEST.matcher(sha256).matches(), "sha256", sha256);
        require(NAME.matcher(file).matches(), "file", file);
        Version.parseVersion(version);
    }

    private static void require(boolean holds, String what, String value) {
        if (!holds) {
            throw new IllegalArgumentException(what + " = '" + value + "'");
        }
    }

    /** Reads one JSON object; exactly the four members. */
    static CoreEntry of(Object json) {
        if (!(json instanceof Map<?, ?> map) || map.size() != 4) {
            throw new IllegalArgumentException("an entry has bsn, version, sha256 and file");
        }
        return new CoreEntry(text(map, "bsn"), text(map, "version"), text(map, "sha256"), text(map, "file"));
    }

    private static String text(Map<?, ?> map, String name) {
        if (map.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " is not a text");
    }

    /** Returns where the framework has this bundle. */
    String location() {
        return location(bsn, version);
    }

    static String location(String bsn, String version) {
        return PREFIX + bsn + "/" + version;
    }

    /** Tells whether a location is one of ours, whatever the bundle. */
    static boolean owns(String location) {
        return location.startsWith(PREFIX);
    }
}
