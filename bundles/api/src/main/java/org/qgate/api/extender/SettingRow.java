package org.qgate.api.extender;

/**
 * One thing that can be set.
 *
 * @param type {@code text}, {@code number}, {@code switch} or {@code choice}
 * @param range what is allowed, in words
 * @param value of this moment
 * @param set whether an operator set it
 */
public record SettingRow(
        String name, String type, String range, String title, String description, String value, boolean set) {}
