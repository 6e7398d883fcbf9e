package org.qgate.sandbox.child;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.Commands;
import org.qgate.ext.shell.PickedFile;
import org.qgate.sandbox.wire.Arguments;
import org.qgate.sandbox.wire.BreachException;

/** What an operator can command. Thread-safe. */
record RemoteCommands(Node node, Callbacks callbacks) implements Commands {
    /** One more than the node takes, of arguments, columns and rows: it says so. */
    private static final int MOST_ARGUMENTS = 17;

    private static final int MOST_COLUMNS = 33;
    private static final int MOST_ROWS = 10_001;

    @Override
    public void offer(Command command, Action action) {
        Bounds.present("the action", action);
        offer(command, false, (arguments, files) -> action.run(arguments));
    }

    @Override
    public void offer(Command command, FileAction action) {
        offer(command, true, Bounds.present("the action", action));
    }

    private void offer(Command command, boolean withFiles, FileAction action) {
        List<Object> arguments = new ArrayList<>();
        Bounds.present("the command", command);
        Bounds.present("the arguments", command.arguments()).stream()
                .limit(MOST_ARGUMENTS)
                .forEach(each -> arguments.add(said(Bounds.present("an argument", each))));
        long number = callbacks.replace(
                "command " + command.name(), its -> said(action.run(texts(its.list(0)), files(its.list(1)))));
        node.ask("commands.offer", number, command.name(), command.description(), arguments, withFiles);
    }

    private static Object said(Command.Argument argument) {
        return Arrays.asList(
                argument.name(),
                argument.required(),
                argument.description(),
                argument.kind().name());
    }

    private static List<String> texts(Arguments given) throws BreachException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            texts.add(given.text(i));
        }
        return List.copyOf(texts);
    }

    private Map<String, PickedFile> files(Arguments given) throws BreachException {
        Map<String, PickedFile> files = new HashMap<>();
        for (int i = 0; i < given.size(); i++) {
            Arguments file = given.list(i);
            files.put(file.text(0), new RemoteFile(node, file.number(1), file.text(2)));
        }
        return Map.copyOf(files);
    }

    private static Object said(Answer answer) {
        Bounds.present("the answer", answer);
        List<Object> rows = new ArrayList<>();
        answer.rows().stream().limit(MOST_ROWS).forEach(row -> rows.add(some(row)));
        return List.of(some(answer.columns()), rows);
    }

    private static List<String> some(List<String> texts) {
        return texts.stream().limit(MOST_COLUMNS).toList();
    }
}
