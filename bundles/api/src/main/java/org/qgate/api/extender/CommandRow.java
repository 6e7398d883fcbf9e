package org.qgate.api.extender;

import java.util.List;

/**
 * One command.
 *
 * @param scope it is also {@code scope:name} in the shell; empty when it can only be run by the extender's id
 * @param usage its arguments as help shows them
 */
public record CommandRow(String scope, String name, String usage, String description, List<Argument> arguments) {
    /**
     * One argument.
     *
     * @param kind {@code text}, {@code rest} (all that is left of the line), {@code read-file} or {@code new-file}
     */
    public record Argument(String name, boolean required, String kind, String description) {}
}
