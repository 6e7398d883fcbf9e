package org.qgate.shell.internal.command.extender;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.qgate.api.extender.CommandRow;
import org.qgate.api.extender.CommandScope;
import org.qgate.shell.internal.view.Text;
import org.qgate.shell.internal.view.View;

/** Help on a command of an extender, which says whose words it is. */
record ScopedHelp(CommandScope of, CommandRow row) implements View {
    private static final int WIDEST = 16;

    @Override
    public void print(PrintStream out, boolean terminal) {
        String name = of.scope() + ":" + row.name();
        out.println(Text.clean(name + " - " + row.description()));
        out.println();
        out.println(Text.clean("  " + name + " [options] " + row.usage()));
        out.println();
        List<String> lines = new ArrayList<>();
        row.arguments().forEach(each -> lines.add(line(each.name(), each.description() + kind(each.kind()))));
        Words.OPTIONS.forEach(each -> lines.add(line(each.name(), each.description())));
        lines.forEach(out::println);
        out.println();
        out.println(Text.clean("A command of the extender " + of.id() + ", in its publisher's words; the same as "
                + "extender:run " + of.id() + " " + row.name()));
    }

    private static String line(String name, String what) {
        return Text.clean("  " + name + " ".repeat(Math.max(1, WIDEST - name.length())) + what);
    }

    private static String kind(String kind) {
        return switch (kind) {
            case "read-file" -> " (a file that is read; its whole path)";
            case "new-file" -> " (a file that is made and must not be there; its whole path)";
            case "rest" -> " (all that is left of the line)";
            default -> "";
        };
    }
}
