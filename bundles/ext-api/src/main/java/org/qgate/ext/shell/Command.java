package org.qgate.ext.shell;

import java.util.List;
import java.util.Objects;

/**
 * One command, as {@code extender:run ID NAME} offers it.
 *
 * @param name 1 to 32 characters of {@code a-z 0-9 -}
 * @param description one sentence
 * @param arguments in order
 */
public record Command(String name, String description, List<Argument> arguments) {
    /**
     * One argument.
     *
     * @param name as help shows it, 1 to 32 characters of {@code A-Z a-z 0-9 -}
     * @param required whether it must be given; none that is not may stand before one that is
     * @param kind what is given; at most four of a command's arguments are files
     */
    public record Argument(String name, boolean required, String description, Kind kind) {
        /** Refuses nulls. */
        public Argument {
            Objects.requireNonNull(kind);
        }

        /** A text. */
        public Argument(String name, boolean required, String description) {
            this(name, required, description, Kind.TEXT);
        }
    }

    /** What an argument is. */
    public enum Kind {
        /** Any text. */
        TEXT,
        /** Everything that is left of the line, words and spaces; only the last argument. */
        REST,
        /** A regular file of at most 1 GiB that is read: the extender gets its {@link PickedFile}, and its name as the text. */
        READ_FILE,
        /** A file that is made, and that must not be there yet. */
        NEW_FILE
    }
}
