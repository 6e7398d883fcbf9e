package org.qgate.qsx.verify;

import java.util.List;

/** Packages whose classes come from elsewhere, or that a reader would take for the platform's. */
final class Reserved {
    /**
     * Java's own, and what a framework takes from its parent before it looks into a bundle (boot delegation): a class that
     * is verified there would not be the one that runs.
     */
    private static final List<String> PREFIXES = List.of(
            "java/",
            "javax/",
            "jdk/",
            "sun/",
            "com/sun/",
            "com/oracle/",
            "org/ietf/jgss/",
            "org/w3c/dom/",
            "org/xml/sax/",
            "org/osgi/",
            "org/apache/karaf/",
            "org/apache/felix/",
            "org/qgate/");

    private Reserved() {}

    static boolean isReserved(String name, String id) {
        boolean below = name.startsWith(id.replace('.', '/') + "/") && name.startsWith("org/qgate/extender/");
        return name.indexOf('/') < 0 || !below && PREFIXES.stream().anyMatch(name::startsWith);
    }
}
