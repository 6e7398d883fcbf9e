package org.qgate.gate.internal.host;

/** Gives the class of a resolved bundle. */
@FunctionalInterface
interface Loading {
    /** Loads a class; runs nothing of it. */
    Class<?> load(long bundleId, String name) throws ClassNotFoundException;
}
