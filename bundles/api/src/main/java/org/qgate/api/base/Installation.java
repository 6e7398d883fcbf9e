package org.qgate.api.base;

import java.nio.file.Path;
import java.util.List;

/** What is installed here and where. Thread-safe. */
public interface Installation {
    /** Returns the version of the distribution. */
    String version();

    /** Returns the folder with the node's configuration files. */
    Path etc();

    /** Returns the swappable bundles as the release list names them. */
    List<CoreBundle> coreBundles();

    /**
     * One swappable bundle.
     *
     * @param state the framework's state in words: ACTIVE, RESOLVED, …
     */
    record CoreBundle(String symbolicName, String version, String state, String sha256) {}
}
