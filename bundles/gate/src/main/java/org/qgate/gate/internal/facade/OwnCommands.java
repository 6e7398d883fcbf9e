package org.qgate.gate.internal.facade;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.qgate.common.values.Lines;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.Command.Kind;
import org.qgate.ext.shell.Commands;

/** What an instance offers to be commanded. Thread-safe. */
public final class OwnCommands implements Commands {
    private static final int MOST = 64;
    private static final int MOST_ARGUMENTS = 16;
    private static final int MOST_FILES = 4;
    private static final int MOST_COLUMNS = 32;
    private static final int MOST_ROWS = 10_000;
    private static final int LONGEST = 1_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
    /** As help shows it, in capitals mostly. */
    private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z0-9-]{1,32}");

    /** A command and what it does. */
    public record Offered(Command command, FileAction action) {}

    private final Access access;
    private final NodeFolders folders;
    private final Map<String, Offered> offered = new ConcurrentSkipListMap<>();

    OwnCommands(Access access, NodeFolders folders) {
        this.access = access;
        this.folders = folders;
    }

    @Override
    public void offer(Command command, Action action) {
        Action does = Bounds.present("the action", action);
        Command copy = checked(command);
        if (copy.arguments().stream().anyMatch(OwnCommands::isFile)) {
            throw Refused.invalid("a command with files is offered with what works with files");
        }
        put(copy, (arguments, files) -> does.run(arguments));
    }

    @Override
    public void offer(Command command, FileAction action) {
        Bounds.present("the action", action);
        put(checked(command), action);
    }

    private void put(Command copy, FileAction action) {
        access.require();
        if (offered.size() >= MOST && !offered.containsKey(copy.name())) {
            throw access.limit("there are " + MOST + " commands already");
        }
        offered.put(copy.name(), new Offered(copy, action));
    }

    private static boolean isFile(Command.Argument argument) {
        return argument.kind() == Kind.READ_FILE || argument.kind() == Kind.NEW_FILE;
    }

    private static Command checked(Command command) {
        Command given = Bounds.present("the command", command);
        List<Command.Argument> arguments = Bounds.present("the arguments", given.arguments()).stream()
                .limit(MOST_ARGUMENTS + 1L)
                .map(OwnCommands::checked)
                .toList();
        Bounds.within("the number of arguments", arguments.size(), 0, MOST_ARGUMENTS);
        ordered(arguments);
        List<String> files = arguments.stream()
                .filter(OwnCommands::isFile)
                .map(Command.Argument::name)
                .toList();
        Bounds.within("the number of files", files.size(), 0, MOST_FILES);
        if (files.stream().distinct().count() < files.size()) {
            throw Refused.invalid("two files of a command have the same name");
        }
        return new Command(
                Bounds.matching("the name of a command", given.name(), NAME),
                Lines.clean(Bounds.longest("the description", given.description(), LONGEST), LONGEST),
                arguments);
    }

    private static void ordered(List<Command.Argument> arguments) {
        for (int i = 1; i < arguments.size(); i++) {
            if (arguments.get(i).required() && !arguments.get(i - 1).required()) {
                throw Refused.invalid("an argument that must be given stands behind one that need not");
            }
            if (arguments.get(i - 1).kind() == Kind.REST) {
                throw Refused.invalid("an argument stands behind the rest of the line");
            }
        }
    }

    private static Command.Argument checked(Command.Argument given) {
        Command.Argument argument = Bounds.present("an argument", given);
        return new Command.Argument(
                Bounds.matching("the name of an argument", argument.name(), ARGUMENT),
                argument.required(),
                Lines.clean(Bounds.longest("the description", argument.description(), LONGEST), LONGEST),
                argument.kind());
    }

    /** Returns a command. */
    public Optional<Offered> find(String name) {
        return Optional.ofNullable(offered.get(name));
    }

    /**
     * Opens the files that an operator named for a command; whoever called closes them.
     *
     * @throws org.qgate.api.error.QGateException QG-EXT-0013 when one cannot be used
     */
    public PickedFiles pick(Command command, List<String> arguments) {
        PickedFiles picked = new PickedFiles(access, folders);
        try {
            picked.open(command, arguments);
            return picked;
        } catch (RuntimeException refused) {
            picked.close();
            throw refused;
        }
    }

    /** Returns all of them, by name. */
    public List<Command> list() {
        return offered.values().stream().map(Offered::command).toList();
    }

    /** Copies what a command said, on the extender's thread: its lists are the extender's. */
    public static Answer copy(Answer given) {
        Answer answer = Bounds.present("the answer", given);
        List<String> columns = texts(answer.columns(), MOST_COLUMNS);
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row : answer.rows()) {
            List<String> copy = texts(row, MOST_COLUMNS);
            if (copy.size() != columns.size()) {
                throw Refused.invalid("a row has " + copy.size() + " texts for " + columns.size() + " columns");
            }
            rows.add(copy);
            Bounds.within("the number of rows", rows.size(), 0, MOST_ROWS);
        }
        return new Answer(columns, List.copyOf(rows));
    }

    private static List<String> texts(List<String> given, int most) {
        List<String> texts = given.stream()
                .limit(most + 1L)
                .map(each -> Lines.clean(Bounds.present("a text", each), LONGEST))
                .toList();
        Bounds.within("the number of columns", texts.size(), 1, most);
        return texts;
    }

    void forget() {
        offered.clear();
    }
}
