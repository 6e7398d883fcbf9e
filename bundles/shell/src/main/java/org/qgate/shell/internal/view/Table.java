package org.qgate.shell.internal.view;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.support.table.ShellTable;

/** Rows under column names; on a terminal with borders, in a pipe the rows alone, separated by tabs. */
public final class Table implements View {
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();
    private final String whenEmpty;

    /**
     * Makes a table without rows.
     *
     * @param whenEmpty what a terminal shows instead of no rows
     */
    public Table(String whenEmpty, String... columns) {
        this.whenEmpty = whenEmpty;
        this.columns = List.of(columns);
    }

    /** Adds a row with as many cells as there are columns. */
    public Table row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(Stream.of(cells).map(Text::clean).toList());
        return this;
    }

    @Override
    public void print(PrintStream out, boolean terminal) {
        if (terminal) {
            printFramed(out);
        } else {
            rows.forEach(row -> out.println(row.stream().collect(Collectors.joining("\t"))));
        }
    }

    private void printFramed(PrintStream out) {
        ShellTable table = new ShellTable().emptyTableText(whenEmpty);
        columns.forEach(table::column);
        for (List<String> row : rows) {
            table.addRow().addContent(row.toArray());
        }
        table.print(out, true);
    }
}
