package org.qgate.base.internal;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Where this node's files are.
 *
 * @param release the release list and the swappable jars, shared by all nodes of one unpacked copy
 * @param state this node's private folder
 * @param etc this node's configuration
 */
record Folders(Path release, Path state, Path etc) {
    /** Reads the properties that Karaf's launcher sets. */
    static Folders of(UnaryOperator<String> property) {
        return new Folders(
                Path.of(required(property, "karaf.home")).resolve("release"),
                Path.of(required(property, "karaf.data")).resolve("qgate"),
                Path.of(required(property, "karaf.etc")));
    }

    private static String required(UnaryOperator<String> property, String name) {
        String value = property.apply(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("the launcher did not set " + name);
        }
        return value;
    }
}
