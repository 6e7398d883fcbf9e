package org.qgate.ext.shell;

import java.util.List;

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
     */
    public record Argument(String name, boolean required, String description) {}
}
