package org.qgate.qsx.verify;

import org.qgate.api.error.ClassError;

/** A class file that is none, or is for another Java. */
final class MalformedClassException extends Exception {
    private static final long serialVersionUID = 1;

    private final ClassError code;

    MalformedClassException(ClassError code, String message) {
        super(message);
        this.code = code;
    }

    ClassError code() {
        return code;
    }
}
