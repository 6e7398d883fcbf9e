package org.qgate.services.internal.core;

/** The process ended here. An error, so that nothing takes it for a failure. */
final class Killed extends Error {
    private static final long serialVersionUID = 1;
}
