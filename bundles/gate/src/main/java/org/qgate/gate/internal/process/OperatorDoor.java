package org.qgate.gate.internal.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.qgate.ext.Host;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.config.Setting;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.PickedFile;
import org.qgate.sandbox.wire.Arguments;
import org.qgate.sandbox.wire.BreachException;

/** Settings and commands: what operators set and say. */
final class OperatorDoor implements Answering.Part {
    private final Host host;
    private final Extender extender;
    private final Map<Long, PickedFile> files = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    OperatorDoor(Host host, Extender extender) {
        this.host = host;
        this.extender = extender;
    }

    @Override
    public void addTo(Map<String, Answering> all) {
        all.put("settings.declare", Answering.doing(its -> host.settings().declare(settings(its.list(0)))));
        all.put("settings.text", its -> host.settings().text(its.text(0)));
        all.put("settings.number", its -> host.settings().number(its.text(0)));
        all.put("settings.on", its -> host.settings().on(its.text(0)));
        all.put("settings.onChange", Answering.doing(its -> onChange(its.number(0))));
        all.put("commands.offer", Answering.doing(this::offer));
        all.put("file.size", its -> file(its).size());
        all.put("file.read", its -> file(its).read(its.number(1), its.small(2)));
        all.put("file.write", Answering.doing(its -> file(its).write(its.bytes(1))));
    }

    private void onChange(long number) {
        host.settings().onChange(() -> extender.run(number));
    }

    private static List<Setting> settings(Arguments given) throws BreachException {
        List<Setting> settings = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Arguments its = given.list(i);
            settings.add(new Setting(
                    its.text(0),
                    its.name(1, Setting.Type.class),
                    its.text(2),
                    its.number(3),
                    its.number(4),
                    texts(its.list(5)),
                    its.text(6),
                    its.text(7)));
        }
        return settings;
    }

    private static List<String> texts(Arguments given) throws BreachException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            texts.add(given.text(i));
        }
        return texts;
    }

    private void offer(Arguments its) throws BreachException {
        long number = its.number(0);
        Command command = new Command(its.text(1), its.text(2), arguments(its.list(3)));
        if (its.yes(4)) {
            host.commands().offer(command, (given, named) -> run(number, given, named));
        } else {
            host.commands().offer(command, given -> run(number, given, Map.of()));
        }
    }

    private static List<Command.Argument> arguments(Arguments given) throws BreachException {
        List<Command.Argument> arguments = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Arguments its = given.list(i);
            Command.Kind kind = its.name(3, Command.Kind.class);
            if (kind == null) {
                throw new BreachException("an argument of no kind");
            }
            arguments.add(new Command.Argument(its.text(0), its.yes(1), its.text(2), kind));
        }
        return arguments;
    }

    /** The files are the command's as long as it runs. */
    private Answer run(long number, List<String> arguments, Map<String, PickedFile> named) {
        List<Object> said = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        named.forEach((name, file) -> {
            long key = last.incrementAndGet();
            files.put(key, file);
            numbers.add(key);
            said.add(List.of(name, key, file.name()));
        });
        try {
            return answer(Arguments.of(extender.runLong(number, arguments, said)));
        } catch (BreachException broken) {
            throw extender.breach(broken);
        } finally {
            files.keySet().removeAll(numbers);
        }
    }

    private static Answer answer(Arguments said) throws BreachException {
        List<List<String>> rows = new ArrayList<>();
        Arguments given = said.list(1);
        for (int i = 0; i < given.size(); i++) {
            rows.add(texts(given.list(i)));
        }
        return new Answer(texts(said.list(0)), rows);
    }

    private PickedFile file(Arguments its) throws BreachException {
        PickedFile file = files.get(its.number(0));
        if (file == null) {
            throw new RefusedException(Reason.CLOSED, "the command has ended");
        }
        return file;
    }
}
