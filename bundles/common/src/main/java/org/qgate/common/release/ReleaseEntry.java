package org.qgate.common.release;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One swappable bundle of a release list.
 *
 * @param sha256 of the jar, 64 lower-case hexadecimal digits
 * @param file name of the jar beside the list
 * @param api range of the contracts' version that it works with, as in {@code Import-Package}
 * @param epoch the oldest format of stored data that it can read what it needs from
 */
public record ReleaseEntry(String bsn, String version, String sha256, String file, String api, long epoch) {
    private static final Set<String> MEMBERS = Set.of("bsn", "version", "sha256", "file", "api", "epoch");

    /** Checks the forms. */
    public ReleaseEntry {
        Members.name("bsn", bsn);
        Members.version(version);
        Members.digest(sha256);
        Members.name("file", file);
        if (api.isBlank() || epoch < 0) {
            throw new IllegalArgumentException("api = '" + api + "', epoch = " + epoch);
        }
    }

    static ReleaseEntry of(Object json) {
        Members members = Members.of(json, MEMBERS);
        return new ReleaseEntry(
                members.text("bsn"),
                members.text("version"),
                members.text("sha256"),
                members.text("file"),
                members.text("api"),
                members.number("epoch"));
    }

    Map<String, Object> json() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("bsn", bsn);
        map.put("version", version);
        map.put("sha256", sha256);
        map.put("file", file);
        map.put("api", api);
        map.put("epoch", epoch);
        return map;
    }
}
