package org.qgate.services.internal.core;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.extender.CommandRow;
import org.qgate.api.extender.SettingRow;
import org.qgate.ext.config.Setting;
import org.qgate.ext.shell.Command;

/** Settings and commands of running extenders. Thread-safe. */
final class Bench {
    private final Office office;

    Bench(Office office) {
        this.office = office;
    }

    /**
     * Returns what runs.
     *
     * @throws QGateException QG-EXT-0020 when nothing does
     */
    Running running(String id) {
        return office.roster()
                .require(id)
                .running()
                .orElseThrow(() -> new QGateException(ExtenderError.STATE, id + " does not run"));
    }

    List<SettingRow> settings(Extender extender) {
        Map<String, String> set = extender.dossier().settings();
        return extender
                .running()
                .map(running -> office.world().hosting().get().settings(running.instance()))
                .orElseGet(List::of)
                .stream()
                .map(each -> row(each, set))
                .toList();
    }

    private static SettingRow row(Setting setting, Map<String, String> set) {
        String value = set.get(setting.name());
        return new SettingRow(
                setting.name(),
                switch (setting.type()) {
                    case TEXT -> "text";
                    case NUMBER -> "number";
                    case SWITCH -> "switch";
                    case CHOICE -> "choice";
                },
                range(setting),
                setting.title(),
                setting.description(),
                value == null ? setting.standard() : value,
                value != null);
    }

    private static String range(Setting setting) {
        return switch (setting.type()) {
            case TEXT -> "one line of at most " + setting.maximum() + " characters";
            case NUMBER -> setting.minimum() + " to " + setting.maximum();
            case SWITCH -> "true or false";
            case CHOICE -> String.join(", ", setting.choices());
        };
    }

    /** Sets a value, or with null goes back to the standard. */
    void set(Extender extender, String name, String value) {
        Setting setting = office
                .world()
                .hosting()
                .get()
                .settings(running(extender.id()).instance())
                .stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new QGateException(ExtenderError.SETTING, "there is no setting '" + name + "'"));
        if (value != null && !isAllowed(setting, value)) {
            throw new QGateException(ExtenderError.SETTING, name + " = '" + value + "'; allowed: " + range(setting));
        }
        Map<String, String> settings = new TreeMap<>(extender.dossier().settings());
        if (value == null) {
            settings.remove(name);
        } else {
            settings.put(name, value);
        }
        extender.become(
                extender.dossier().with(settings), office.world().ledger().begin());
    }

    private static boolean isAllowed(Setting setting, String value) {
        return switch (setting.type()) {
            case TEXT -> value.length() <= setting.maximum() && value.lines().count() <= 1;
            case NUMBER -> isNumber(setting, value);
            case SWITCH -> value.equals("true") || value.equals("false");
            case CHOICE -> setting.choices().contains(value);
        };
    }

    private static boolean isNumber(Setting setting, String value) {
        try {
            long number = Long.parseLong(value);
            return number >= setting.minimum() && number <= setting.maximum();
        } catch (NumberFormatException none) {
            return false;
        }
    }

    /** Returns the commands of an extender that runs, which has a scope in the shell or none. */
    List<CommandRow> commands(Extender extender, String scope) {
        return extender
                .running()
                .map(running -> office.world().hosting().get().commands(running.instance()))
                .orElseGet(List::of)
                .stream()
                .map(each -> row(scope, each))
                .toList();
    }

    private static CommandRow row(String scope, Command command) {
        return new CommandRow(
                scope,
                command.name(),
                command.arguments().stream().map(Bench::usage).collect(Collectors.joining(" ")),
                command.description(),
                command.arguments().stream().map(Bench::row).toList());
    }

    private static CommandRow.Argument row(Command.Argument argument) {
        String kind =
                switch (argument.kind()) {
                    case TEXT -> "text";
                    case REST -> "rest";
                    case READ_FILE -> "read-file";
                    case NEW_FILE -> "new-file";
                };
        return new CommandRow.Argument(argument.name(), argument.required(), kind, argument.description());
    }

    private static String usage(Command.Argument argument) {
        String name = argument.name() + (argument.kind() == Command.Kind.REST ? "..." : "");
        return argument.required() ? name : "[" + name + "]";
    }
}
