package org.qgate.base.internal;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Where this node's files are.
 *
 * @param release the release list and the swappable jars, shared by all nodes of one unpacked copy
 * @param state this node's private folder
 * @param etc this node's configuration
 * @param releases where operators put packages of newer bundles; need not exist
 * @param refusal where the reason goes when this process may not run
 */
record Folders(Path release, Path state, Path etc, Path releases, Path refusal) {
    /** Reads the properties that Karaf's launcher sets. */
    static Folders of(UnaryOperator<String> property) {
        Path data = Path.of(required(property, "karaf.data"));
        return new Folders(
                Path.of(required(property, "karaf.home")).resolve("release"),
                data.resolve("qgate"),
                Path.of(required(property, "karaf.etc")),
                Path.of(required(property, "karaf.base")).resolve("releases"),
                data.resolve("refused-" + ProcessHandle.current().pid()));
    }

    private static String required(UnaryOperator<String> property, String name) {
        String value = property.apply(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("the launcher did not set " + name);
        }
        return value;
    }
}
