package org.qgate.ext.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.qgate.common.values.Lines;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.Command.Kind;
import org.qgate.ext.shell.Commands;

/** Commands of one host. Guarded by {@link Turns}. */
final class KitCommands implements Commands {
    private static final int MOST = 64;
    private static final int MOST_ARGUMENTS = 16;
    private static final int MOST_FILES = 4;
    private static final int MOST_COLUMNS = 32;
    private static final int MOST_ROWS = 10_000;
    private static final int LONGEST = 1_000;
    private static final long LONGEST_RUN_MS = 3_600_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z0-9-]{1,32}");

    private record Offered(Command command, FileAction action) {}

    private final Pass pass;
    private final Crew crew;
    private final Map<String, Offered> offered = new TreeMap<>();

    KitCommands(Pass pass, Crew crew) {
        this.pass = pass;
        this.crew = crew;
    }

    @Override
    public void offer(Command command, Action action) {
        Bounds.present("the action", action);
        if (Bounds.present("the command", command).arguments().stream().anyMatch(KitCommands::file)) {
            throw Bounds.invalid("a command with files wants an action that takes them");
        }
        keep(command, (arguments, files) -> action.run(arguments));
    }

    @Override
    public void offer(Command command, FileAction action) {
        keep(command, Bounds.present("the action", action));
    }

    private void keep(Command command, FileAction action) {
        pass.require();
        Command checked = checked(Bounds.present("the command", command));
        synchronized (pass.turns()) {
            if (offered.size() >= MOST && !offered.containsKey(checked.name())) {
                throw pass.limit("there are " + MOST + " commands already");
            }
            offered.put(checked.name(), new Offered(checked, action));
        }
    }

    private static Command checked(Command given) {
        Bounds.matching("the name of a command", given.name(), NAME);
        Bounds.longest("the description", given.description(), LONGEST);
        List<Command.Argument> arguments = List.copyOf(Bounds.present("the arguments", given.arguments()));
        Bounds.within("the number of arguments", arguments.size(), 0, MOST_ARGUMENTS);
        long names = arguments.stream().map(Command.Argument::name).distinct().count();
        Bounds.within("the number of names", names, arguments.size(), arguments.size());
        for (int i = 0; i < arguments.size(); i++) {
            Bounds.matching("the name of an argument", arguments.get(i).name(), ARGUMENT);
            Bounds.longest("the description", arguments.get(i).description(), LONGEST);
            if (i > 0 && arguments.get(i).required() && !arguments.get(i - 1).required()) {
                throw Bounds.invalid("an argument that must be given stands behind one that need not");
            }
            if (arguments.get(i).kind() == Kind.REST && i + 1 < arguments.size()) {
                throw Bounds.invalid("what takes the rest of the line must be the last argument");
            }
        }
        Bounds.within(
                "the number of files",
                arguments.stream().filter(KitCommands::file).count(),
                0,
                MOST_FILES);
        return new Command(given.name(), given.description(), arguments);
    }

    private static boolean file(Command.Argument argument) {
        return argument.kind() == Kind.READ_FILE || argument.kind() == Kind.NEW_FILE;
    }

    List<Command> list() {
        synchronized (pass.turns()) {
            return offered.values().stream().map(Offered::command).toList();
        }
    }

    /** Runs one on a thread of the extender and waits for its answer. */
    Answer run(String name, List<Object> given) throws Exception {
        Offered found;
        synchronized (pass.turns()) {
            found = offered.get(name);
        }
        if (found == null) {
            throw new IllegalArgumentException("no command '" + name + "'");
        }
        List<Command.Argument> wanted = found.command().arguments();
        List<Object> joined = joined(wanted, given);
        long least = wanted.stream().filter(Command.Argument::required).count();
        if (joined.size() < least || joined.size() > wanted.size()) {
            throw new IllegalArgumentException(name + " takes " + least + " to " + wanted.size() + " arguments");
        }
        List<String> texts = new ArrayList<>();
        Map<String, TestFile.Picked> files = new HashMap<>();
        for (int i = 0; i < joined.size(); i++) {
            if (file(wanted.get(i))) {
                TestFile file = picked(wanted.get(i), joined.get(i));
                files.put(wanted.get(i).name(), file.pick());
                texts.add(file.name());
            } else {
                texts.add((String) joined.get(i));
            }
        }
        return crew.call(() -> run(found, texts, files), LONGEST_RUN_MS);
    }

    /** What is behind the last argument belongs to it when it takes the rest of the line. */
    private static List<Object> joined(List<Command.Argument> wanted, List<Object> given) {
        int last = wanted.size() - 1;
        if (last < 0 || given.size() <= last || wanted.get(last).kind() != Kind.REST) {
            return given;
        }
        List<Object> joined = new ArrayList<>(given.subList(0, last));
        joined.add(
                given.subList(last, given.size()).stream().map(String::valueOf).collect(Collectors.joining(" ")));
        return joined;
    }

    private static TestFile picked(Command.Argument wanted, Object given) throws IOException {
        return given instanceof TestFile file
                ? file
                : TestFile.on(Path.of((String) given), wanted.kind() == Kind.NEW_FILE);
    }

    private static Answer run(Offered found, List<String> texts, Map<String, TestFile.Picked> files) throws Exception {
        boolean well = false;
        try {
            Answer answer = copy(found.action().run(List.copyOf(texts), Map.copyOf(files)));
            well = true;
            return answer;
        } finally {
            for (TestFile.Picked each : files.values()) {
                each.close(well);
            }
        }
    }

    private static Answer copy(Answer answer) {
        List<String> columns = texts(Bounds.present("the answer", answer).columns());
        List<List<String>> rows = answer.rows().stream().map(KitCommands::texts).toList();
        Bounds.within("the number of rows", rows.size(), 0, MOST_ROWS);
        rows.forEach(row -> Bounds.within("the texts of a row", row.size(), columns.size(), columns.size()));
        return new Answer(columns, rows);
    }

    private static List<String> texts(List<String> given) {
        Bounds.within("the number of columns", given.size(), 1, MOST_COLUMNS);
        return given.stream()
                .map(each -> Lines.clean(Bounds.present("a text", each), LONGEST))
                .toList();
    }
}
