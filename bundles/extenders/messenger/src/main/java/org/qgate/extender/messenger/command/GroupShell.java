package org.qgate.extender.messenger.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.qgate.ext.shell.Answer;
import org.qgate.extender.messenger.host.Engine;
import org.qgate.extender.messenger.session.Group;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.store.Step;
import org.qgate.extender.messenger.talk.Circle;
import org.qgate.extender.messenger.talk.Desk;

/** The command for groups. */
final class GroupShell {
    private static final String USAGE =
            "group create NAME MEMBER…, group add|remove NAME MEMBER…, group leave|members NAME," + " group list";

    private final Engine engine;
    private final Desk desk;
    private final Names names;

    GroupShell(Engine engine, Names names) {
        this.engine = engine;
        this.desk = engine.desk();
        this.names = names;
    }

    Answer run(List<String> arguments) {
        String action = arguments.get(0);
        if (action.equals("list")) {
            return list();
        }
        String name = Shell.argument(arguments, 1, USAGE);
        Answer answer =
                switch (action) {
                    case "create" -> create(name, Shell.argument(arguments, 2, USAGE));
                    case "add" -> change(name, Shell.argument(arguments, 2, USAGE), true);
                    case "remove" -> change(name, Shell.argument(arguments, 2, USAGE), false);
                    case "leave" -> leave(name);
                    case "members" -> members(name);
                    default -> throw new IllegalArgumentException(USAGE);
                };
        engine.rounds().hurry();
        return answer;
    }

    private Answer list() {
        synchronized (engine.books()) {
            List<List<String>> rows = new ArrayList<>();
            for (Circle each : desk.groups().all(engine.books().step())) {
                boolean in = each.has(engine.self().fingerprint());
                String size = Integer.toString(each.group().members().size());
                rows.add(List.of(Names.label(each), size, in ? "" : "you are not in it"));
            }
            return new Answer(List.of("group", "members", "what"), rows);
        }
    }

    private List<Octets> people(Step step, String text) {
        List<Octets> all = new ArrayList<>();
        for (String each : text.strip().split("\\s+")) {
            all.add(names.person(step, each).address().fingerprint());
        }
        if (all.size() >= Group.MOST_MEMBERS) {
            throw new IllegalArgumentException("a group has at most " + Group.MOST_MEMBERS + " members");
        }
        return all;
    }

    private Answer create(String name, String members) {
        List<Octets> people;
        synchronized (engine.books()) {
            people = people(engine.books().step(), members);
        }
        Octets id = desk.found(name, people, engine.now().ms());
        return shown(id);
    }

    private Answer change(String name, String members, boolean add) {
        Circle circle;
        Set<Octets> next;
        synchronized (engine.books()) {
            Step step = engine.books().step();
            circle = names.groupThere(step, name);
            next = new LinkedHashSet<>(circle.group().members());
            List<Octets> people = people(step, members);
            if (add) {
                next.addAll(people);
            } else {
                people.forEach(next::remove);
            }
        }
        if (next.size() > Group.MOST_MEMBERS) {
            throw new IllegalArgumentException("a group has at most " + Group.MOST_MEMBERS + " members");
        }
        desk.change(circle.group().id(), List.copyOf(next), engine.now().ms());
        return shown(circle.group().id());
    }

    private Answer leave(String name) {
        Octets id;
        synchronized (engine.books()) {
            id = names.groupThere(engine.books().step(), name).group().id();
        }
        desk.leave(id, engine.now().ms());
        return Answer.lines(List.of("who made the group is asked to take you off its list"));
    }

    private Answer members(String name) {
        synchronized (engine.books()) {
            return shown(names.groupThere(engine.books().step(), name).group().id());
        }
    }

    private Answer shown(Octets id) {
        synchronized (engine.books()) {
            Step step = engine.books().step();
            Circle circle = desk.groups().find(step, id).orElseThrow();
            List<List<String>> rows = new ArrayList<>();
            for (Octets each : circle.group().members()) {
                String who = names.author(step, each, engine.self().fingerprint());
                rows.add(List.of(who, each.equals(circle.owner()) ? "made it" : ""));
            }
            return new Answer(List.of("member of " + circle.name(), "what"), rows);
        }
    }
}
