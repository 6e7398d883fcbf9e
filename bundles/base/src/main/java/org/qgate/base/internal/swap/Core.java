package org.qgate.base.internal.swap;

/**
 * What updates need of the framework. Bundles are named by their location. Every failure is a
 * {@link org.qgate.api.error.QGateException}.
 */
public interface Core {
    /** Installs a bundle unless it is installed already, and starts it until the node ends or stops it. */
    void start(String location, byte[] jar);

    /**
     * Loads, verifies and initializes all classes of a bundle: what is left for behind the closed gate is time for which
     * traffic stands still.
     */
    void warm(String location);

    /** Whether the whole node ends. */
    boolean ending();

    /** Whether a bundle is installed and active. */
    boolean active(String location);

    /** Stops a bundle and keeps it installed. */
    void stop(String location);

    /** Stops a bundle and starts it again. */
    void restart(String location);

    /**
     * Uninstalls a bundle and lets the framework forget its classes; nothing happens when it is not installed.
     *
     * @throws IllegalStateException when another bundle would have to be refreshed with it
     */
    void remove(String location);
}
