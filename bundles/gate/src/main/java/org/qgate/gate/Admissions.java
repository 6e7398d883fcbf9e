package org.qgate.gate;

/**
 * Who may resolve. Nobody may until admitted: a bundle that imports {@code org.qgate.ext} or lies below {@code qgate:svc/}
 * resolves only while its admission stands, loads only the classes that it names, and is wired to nothing but the
 * framework's {@code java.*} and the extender API. Thread-safe.
 */
public interface Admissions {
    /** Admits a bundle; replaces what was said of its location before. */
    void admit(Admission admission);

    /** Ends an admission; a bundle that is resolved stays so until it is uninstalled. */
    void dismiss(String location);

    /** Returns how often a resolution or a class was refused since the node started. */
    long refused();
}
