package org.qgate.extender.messenger.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.Command.Argument;
import org.qgate.ext.shell.Command.Kind;
import org.qgate.ext.shell.Commands;
import org.qgate.ext.shell.PickedFile;
import org.qgate.extender.messenger.content.Content;
import org.qgate.extender.messenger.history.Entry;
import org.qgate.extender.messenger.host.Engine;
import org.qgate.extender.messenger.self.OwnPlace;
import org.qgate.extender.messenger.session.Attachment;
import org.qgate.extender.messenger.session.Crypto;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.store.Step;
import org.qgate.extender.messenger.talk.Circle;
import org.qgate.extender.messenger.talk.Groups;

/** The commands for files. */
final class FileShell {
    private static final String FILE = "FILE";

    private final Engine engine;
    private final Names names;

    FileShell(Engine engine, Names names) {
        this.engine = engine;
        this.names = names;
    }

    void offer(Commands commands) {
        commands.offer(
                new Command(
                        "attach",
                        "Sends a file of up to 64 MiB to somebody, or to a group.",
                        List.of(
                                new Argument("NAME", true, "To whom."),
                                new Argument(FILE, true, "Which.", Kind.READ_FILE))),
                this::attach);
        commands.offer(
                new Command(
                        "save",
                        "Saves a file that somebody sent.",
                        List.of(
                                new Argument("MESSAGE", true, "Number of the message."),
                                new Argument(FILE, true, "Where to.", Kind.NEW_FILE))),
                this::save);
    }

    private Answer attach(List<String> arguments, Map<String, PickedFile> files) {
        engine.inOffice();
        PickedFile picked = files.get(FILE);
        if (picked.size() > Attachment.MOST_BYTES) {
            throw new IllegalArgumentException("a file has at most " + Attachment.MOST_BYTES + " bytes");
        }
        Optional<Circle> group;
        Octets talk;
        synchronized (engine.books()) {
            Step step = engine.books().step();
            group = names.group(step, arguments.get(0));
            talk = group.map(circle -> Groups.talk(circle.group().id()))
                    .orElseGet(
                            () -> names.person(step, arguments.get(0)).address().fingerprint());
        }
        OwnPlace at = engine.transfers().lies();
        Attachment file = Attachment.make(engine.self().crypto(), picked.size());
        keep(file, picked);
        Content.File content =
                new Content.File(Optional.empty(), file, at.place().node(), picked.name());
        engine.transfers().send(group.isPresent(), talk, at, content);
        engine.rounds().hurry();
        String state = at.home() ? "goes out" : "goes to the mailbox first; see status";
        return new Answer(List.of("file", "state"), List.of(List.of(picked.name(), state)));
    }

    private void keep(Attachment file, PickedFile picked) {
        Crypto crypto = engine.self().crypto();
        engine.parcels()
                .keep(
                        file,
                        index -> {
                            int length = file.length(index);
                            byte[] plain = length == 0
                                    ? new byte[0]
                                    : picked.read((long) index * Attachment.CHUNK_BYTES, length);
                            return file.seal(crypto, index, plain);
                        },
                        engine.now().ms());
    }

    private Answer save(List<String> arguments, Map<String, PickedFile> files) {
        engine.inOffice();
        Content.File file;
        Octets talk;
        synchronized (engine.books()) {
            Entry entry = engine.desk()
                    .history()
                    .entry(engine.books().step(), number(arguments.get(0)))
                    .filter(each -> each.file().isPresent())
                    .orElseThrow(() -> new IllegalArgumentException("this message is no file"));
            talk = entry.talk();
            file = (Content.File) Content.decode(entry.file().orElseThrow().bytes());
        }
        if (!engine.transfers().have(talk, file)) {
            throw new IllegalStateException(
                    "it is being fetched: say it again in a while; status shows what is wrong, if so");
        }
        Attachment its = file.file();
        PickedFile picked = files.get(FILE);
        for (int i = 0; i < its.chunks() && its.length(i) > 0; i++) {
            picked.write(engine.parcels().open(engine.self().crypto(), its, i));
        }
        return Answer.lines(List.of(file.name() + ", " + its.size() + " bytes"));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException(text + " is no number of a message");
        }
    }
}
