package org.qgate.extender.messenger.command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.Command.Argument;
import org.qgate.ext.shell.Command.Kind;
import org.qgate.ext.shell.Commands;
import org.qgate.extender.messenger.address.Address;
import org.qgate.extender.messenger.address.AddressText;
import org.qgate.extender.messenger.content.Content;
import org.qgate.extender.messenger.host.Engine;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.store.Step;
import org.qgate.extender.messenger.talk.Circle;
import org.qgate.extender.messenger.talk.Contact;
import org.qgate.extender.messenger.talk.Desk;
import org.qgate.extender.messenger.talk.Groups;

/** The commands for people and what they say. Each returns at once: what goes out goes out afterwards. */
public final class Shell {
    private static final int SHOWN = 30;
    private static final int MOST_SHOWN = 1_000;

    private final Engine engine;
    private final Desk desk;
    private final Names names;
    private final Tables tables;
    private final GroupShell groups;

    /** Commands of one desk. */
    public Shell(Engine engine) {
        this.engine = engine;
        desk = engine.desk();
        names = new Names(desk);
        tables = new Tables(engine, names);
        groups = new GroupShell(engine, names);
    }

    /** Offers all commands. */
    public void offer(Commands commands) {
        new FileShell(engine, names).offer(commands);
        offer(commands, "address", "Shows your address: give it to whoever is to write to you.", this::address);
        offer(
                commands,
                "contact",
                "Adds, renames or lists whom you know.",
                this::contact,
                required("ACTION", "add, rename or list."),
                optional("NAME", "Of whom."),
                optional("ADDRESS", "Their address; to rename, the new name."));
        offer(
                commands,
                "send",
                "Writes to somebody, or to a group.",
                this::send,
                required("NAME", "To whom."),
                new Argument("TEXT", true, "What.", Kind.REST));
        offer(commands, "list", "Lists with whom you talk, and what is unread.", arguments -> tables.talks());
        offer(
                commands,
                "read",
                "Shows the last messages of a talk; they count as read.",
                this::read,
                required("NAME", "Of whom, or which group."),
                optional("COUNT", "How many; 30 unless told."));
        offer(
                commands,
                "group",
                "Makes groups, changes them, lists them.",
                groups::run,
                required("ACTION", "create, add, remove, leave, members or list."),
                optional("NAME", "Of the group."),
                new Argument("MEMBERS", false, "Names of people, with blanks between.", Kind.REST));
        offer(
                commands,
                "block",
                "Takes nothing from somebody any more.",
                this::block,
                required("NAME", "Whom."),
                optional("OFF", "off takes it back."));
        offer(
                commands,
                "search",
                "Finds messages that have all these words, or words that begin so.",
                arguments -> tables.found(arguments.get(0)),
                new Argument("WORDS", true, "Which.", Kind.REST));
        offer(commands, "mailbox", "Shows the boxes where messages for you are put.", arguments -> tables.places());
        offer(commands, "status", "Shows what is under way, and what does not work.", arguments -> tables.status());
    }

    private static Argument required(String name, String what) {
        return new Argument(name, true, what);
    }

    private static Argument optional(String name, String what) {
        return new Argument(name, false, what);
    }

    private void offer(Commands commands, String name, String what, Commands.Action action, Argument... arguments) {
        commands.offer(new Command(name, what, Arrays.asList(arguments)), given -> {
            engine.inOffice();
            return action.run(given);
        });
    }

    private Answer address(List<String> arguments) {
        Address own = engine.places().address();
        List<String> lines = new ArrayList<>();
        lines.add(AddressText.of(engine.host().crypto(), own));
        if (own.places().isEmpty()) {
            lines.add("Nobody can write to you yet: no other node can dial this one, and no mailbox is ready.");
            lines.add("Set the node that keeps messages for you: the setting mailbox.");
        }
        return Answer.lines(lines);
    }

    private Answer contact(List<String> arguments) {
        String action = arguments.get(0);
        switch (action) {
            case "list" -> {
                return tables.contacts();
            }
            case "add" -> {
                String text = argument(arguments, 2, "contact add NAME ADDRESS");
                Address address = AddressText.read(engine.host().crypto(), text);
                return added(desk.add(arguments.get(1), address));
            }
            case "rename" -> {
                String next = argument(arguments, 2, "contact rename NAME NEW-NAME");
                Contact contact;
                synchronized (engine.books()) {
                    contact = names.person(engine.books().step(), arguments.get(1));
                }
                return added(desk.add(next, contact.address()));
            }
            default -> throw new IllegalArgumentException("contact add NAME ADDRESS, contact rename or contact list");
        }
    }

    static String argument(List<String> arguments, int index, String usage) {
        if (arguments.size() <= index) {
            throw new IllegalArgumentException(usage);
        }
        return arguments.get(index);
    }

    private static Answer added(Contact contact) {
        return new Answer(
                List.of("name", "fingerprint"),
                List.of(List.of(contact.name(), contact.address().fingerprint().hex())));
    }

    private Answer send(List<String> arguments) {
        String text = arguments.get(1);
        if (text.getBytes(StandardCharsets.UTF_8).length > Content.MOST_TEXT_BYTES) {
            throw new IllegalArgumentException("a message has at most " + Content.MOST_TEXT_BYTES + " bytes");
        }
        Optional<Circle> group;
        Optional<Contact> person;
        synchronized (engine.books()) {
            Step step = engine.books().step();
            group = names.group(step, arguments.get(0));
            person = group.isPresent() ? Optional.empty() : Optional.of(names.person(step, arguments.get(0)));
        }
        long nowMs = engine.now().ms();
        long number = group.isPresent()
                ? desk.sendGroup(group.get().group().id(), text, nowMs)
                : desk.send(person.orElseThrow().address().fingerprint(), text, nowMs);
        engine.rounds().hurry();
        return new Answer(List.of("message", "state"), List.of(List.of(Long.toString(number), state(number))));
    }

    private String state(long number) {
        synchronized (engine.books()) {
            Step step = engine.books().step();
            return desk.history()
                    .entry(step, number)
                    .map(entry -> tables.state(step, entry))
                    .orElse("");
        }
    }

    private Answer read(List<String> arguments) {
        int most = arguments.size() > 1 ? count(arguments.get(1)) : SHOWN;
        Octets talk;
        synchronized (engine.books()) {
            Step step = engine.books().step();
            talk = names.group(step, arguments.get(0))
                    .map(circle -> Groups.talk(circle.group().id()))
                    .orElseGet(
                            () -> names.person(step, arguments.get(0)).address().fingerprint());
        }
        Answer answer = tables.entries(desk.read(talk, most, engine.now().ms()));
        engine.rounds().hurry();
        return answer;
    }

    private static int count(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 1 && count <= MOST_SHOWN) {
                return count;
            }
        } catch (NumberFormatException none) {
            // said below
        }
        throw new IllegalArgumentException("a number from 1 to " + MOST_SHOWN + ", not " + text);
    }

    private Answer block(List<String> arguments) {
        boolean off = arguments.size() > 1 && arguments.get(1).equals("off");
        if (arguments.size() > 1 && !off) {
            throw new IllegalArgumentException("block NAME, or block NAME off");
        }
        Contact contact;
        synchronized (engine.books()) {
            contact = names.person(engine.books().step(), arguments.get(0));
        }
        desk.block(contact.address().fingerprint(), !off);
        return Answer.lines(List.of(contact.name() + (off ? " is not blocked any more" : " is blocked")));
    }
}
