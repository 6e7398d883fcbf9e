package org.qgate.qsx.header;

import java.util.List;

/** The packages that an extender may import, all of {@code org.qgate.ext}, with the version that first had them. */
public final class ExtPackages {
    private record Known(String name, int major, int minor) {}

    private static final List<Known> ALL = List.of(
            new Known("org.qgate.ext", 1, 0),
            new Known("org.qgate.ext.config", 1, 0),
            new Known("org.qgate.ext.crypto", 1, 0),
            new Known("org.qgate.ext.event", 1, 0),
            new Known("org.qgate.ext.json", 1, 0),
            new Known("org.qgate.ext.net", 1, 0),
            new Known("org.qgate.ext.shell", 1, 0),
            new Known("org.qgate.ext.store", 1, 0),
            new Known("org.qgate.ext.time", 1, 0));

    private ExtPackages() {}

    /** Returns the packages of the lowest version in a range such as {@code [1.0,2)}, sorted. */
    public static List<String> of(String range) {
        String[] lowest = range.substring(1, range.indexOf(',')).split("\\.");
        int major = Integer.parseInt(lowest[0]);
        int minor = lowest.length > 1 ? Integer.parseInt(lowest[1]) : 0;
        return ALL.stream()
                .filter(each -> each.major() < major || each.major() == major && each.minor() <= minor)
                .map(Known::name)
                .toList();
    }
}
