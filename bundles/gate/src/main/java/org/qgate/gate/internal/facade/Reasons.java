package org.qgate.gate.internal.facade;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in words why a file cannot be used: many of Java's exceptions say nothing but a path. */
final class Reasons {
    private Reasons() {}

    static String of(Exception refused) {
        if (refused instanceof NoSuchFileException || refused instanceof NotDirectoryException) {
            return "is not there";
        }
        if (refused instanceof AccessDeniedException || refused instanceof SecurityException) {
            return "is not the node's user's to use";
        }
        if (refused instanceof FileAlreadyExistsException) {
            return "is there already";
        }
        if (refused instanceof FileSystemException failed) {
            return failed.getReason() == null ? "cannot be used" : failed.getReason();
        }
        return refused.getMessage();
    }
}
