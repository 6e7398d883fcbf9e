package org.qgate.shell.internal.command.extender;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.qgate.api.extender.CommandRow;
import org.qgate.shell.internal.UsageException;

/**
 * What was typed behind the name of an extender's command. The shell's own options stand anywhere before {@code --}, but not
 * in what is left of the line for an argument that takes all of it: that is the extender's, whatever it looks like.
 *
 * @param texts the arguments
 * @param seconds to wait at most
 */
record Words(List<String> texts, boolean json, boolean help, boolean dryRun, int seconds) {
    private static final String TIMEOUT = "--timeout";

    /** Options, and what they do. */
    static final List<Option> OPTIONS = List.of(
            new Option("--json", "Print one JSON document with typed fields"),
            new Option("--dry-run", "Say what would be done, and do nothing"),
            new Option(TIMEOUT, "Seconds to wait for it at most (30)"),
            new Option("--help", "Display this help message"));

    /** One option. */
    record Option(String name, String description) {}

    /** Takes words apart. */
    static Words of(CommandRow row, List<String> typed) {
        int restFrom = restFrom(row);
        boolean json = false;
        boolean help = false;
        boolean dryRun = false;
        int seconds = ExtenderRunCommand.SECONDS;
        List<String> texts = new ArrayList<>();
        Iterator<String> words = typed.iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (texts.size() > restFrom || !word.startsWith("--")) {
                texts.add(word);
            } else if (word.equals("--")) {
                words.forEachRemaining(texts::add);
            } else if (word.equals("--json")) {
                json = true;
            } else if (word.equals("--help")) {
                help = true;
            } else if (word.equals("--dry-run")) {
                dryRun = true;
            } else if (word.equals(TIMEOUT) || word.startsWith(TIMEOUT + "=")) {
                seconds = seconds(word, words);
            } else {
                throw new UsageException(word + " is no option of this command; behind -- it is a text");
            }
        }
        return new Words(List.copyOf(texts), json, help, dryRun, seconds);
    }

    /** The number of the argument that takes the rest of the line, or one that is never reached. */
    private static int restFrom(CommandRow row) {
        List<CommandRow.Argument> arguments = row.arguments();
        boolean rest = !arguments.isEmpty()
                && arguments.get(arguments.size() - 1).kind().equals("rest");
        return rest ? arguments.size() - 1 : Integer.MAX_VALUE;
    }

    private static int seconds(String word, Iterator<String> more) {
        String number = word.contains("=") ? word.substring(TIMEOUT.length() + 1) : more.hasNext() ? more.next() : "";
        if (!number.matches("[0-9]{1,9}")) {
            throw new UsageException(TIMEOUT + " takes a number of seconds");
        }
        return Integer.parseInt(number);
    }

    /** Returns the names of options. */
    static Stream<String> options() {
        return OPTIONS.stream().map(Option::name);
    }
}
