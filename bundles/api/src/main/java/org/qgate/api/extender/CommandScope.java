package org.qgate.api.extender;

import java.util.List;

/**
 * A scope of commands in the shell that is an extender's.
 *
 * @param id of the extender
 * @param title in the extender's words
 */
public record CommandScope(String scope, String id, String title, List<CommandRow> commands) {}
