package org.qgate.ext.event;

import java.util.Map;

/**
 * Something that happened.
 *
 * @param topic such as {@code node.joined}, or the id of an extender, a slash and a name of its own
 * @param wallMs when
 * @param fields at most 32 texts of at most 1,000 characters
 */
public record Event(String topic, long wallMs, Map<String, String> fields) {}
