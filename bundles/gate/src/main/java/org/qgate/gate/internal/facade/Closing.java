package org.qgate.gate.internal.facade;

/** Closes what the scheduler gave: its contract knows no failure, though its type does. */
final class Closing {
    private Closing() {}

    static void quietly(AutoCloseable resource) {
        if (resource == null) {
            return;
        }
        try {
            resource.close();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
