package org.qgate.ext.shell;

import java.util.List;

/**
 * What a command says: a table, or lines when there is one column.
 *
 * @param columns their titles, at least one
 * @param rows at most 10,000 of as many texts as there are columns; control characters are not shown
 */
public record Answer(List<String> columns, List<List<String>> rows) {
    /** Lines without a title. */
    public static Answer lines(List<String> lines) {
        return new Answer(List.of(""), lines.stream().map(List::of).toList());
    }
}
