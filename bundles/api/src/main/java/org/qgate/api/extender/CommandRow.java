package org.qgate.api.extender;

/**
 * One command.
 *
 * @param usage its arguments as help shows them
 */
public record CommandRow(String name, String usage, String description) {}
