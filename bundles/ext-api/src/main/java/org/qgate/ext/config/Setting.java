package org.qgate.ext.config;

import java.util.List;

/**
 * One thing that an operator can set, for shell and web alike.
 *
 * @param name 1 to 32 characters of {@code a-z 0-9 _}
 * @param standard the value when the operator set none
 * @param minimum for numbers; ignored otherwise
 * @param maximum for numbers; longest text otherwise, at most 4,096
 * @param choices for {@link Type#CHOICE}: what can be chosen
 * @param title a few words
 * @param description one sentence
 */
public record Setting(
        String name,
        Type type,
        String standard,
        long minimum,
        long maximum,
        List<String> choices,
        String title,
        String description) {
    /** What values look like. */
    public enum Type {
        /** Any text of one line. */
        TEXT,
        /** A whole number within its range. */
        NUMBER,
        /** {@code true} or {@code false}. */
        SWITCH,
        /** One of the choices. */
        CHOICE
    }

    /** A number within a range. */
    public static Setting number(String name, long standard, long minimum, long maximum, String title, String text) {
        return new Setting(name, Type.NUMBER, Long.toString(standard), minimum, maximum, List.of(), title, text);
    }

    /** A text. */
    public static Setting text(String name, String standard, int longest, String title, String text) {
        return new Setting(name, Type.TEXT, standard, 0, longest, List.of(), title, text);
    }

    /** Yes or no. */
    public static Setting onOff(String name, boolean standard, String title, String text) {
        return new Setting(name, Type.SWITCH, Boolean.toString(standard), 0, 0, List.of(), title, text);
    }

    /** One of several. */
    public static Setting choice(String name, String standard, List<String> choices, String title, String text) {
        return new Setting(name, Type.CHOICE, standard, 0, 0, List.copyOf(choices), title, text);
    }
}
