package org.qgate.base.internal.release;

/** Reads and verifies packages with one swappable bundle. Thread-safe. */
@FunctionalInterface
public interface PackageReader {
    /**
     * Reads a package.
     *
     * @param file the package's bytes; kept
     * @throws org.qgate.api.error.QGateException QG-UPD-0001, QG-UPD-0002 or QG-UPD-0003 when it is not signed, not by a
     *     pinned key, or not what was signed; QG-UPD-0006 when it needs newer contracts or data
     */
    CorePackage read(byte[] file);
}
