package org.qgate.api.base;

/** Records who changed what. Never a secret, never a destination of traffic. Thread-safe. */
public interface Audit {
    /**
     * Writes one line.
     *
     * @param actor the user that the shell or the API authenticated
     * @param action the command or call, such as {@code peer:ban}
     * @param detail arguments without secrets
     * @param outcome "ok" or an error code
     */
    void record(String actor, String action, String detail, String outcome);
}
