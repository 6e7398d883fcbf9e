package org.qgate.extender.messenger.archive;

import java.util.List;
import java.util.Optional;
import org.qgate.ext.Host;
import org.qgate.ext.Service;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.Command.Argument;
import org.qgate.extender.messenger.history.Entry;
import org.qgate.extender.messenger.history.History;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.store.Books;
import org.qgate.extender.messenger.store.Step;

/**
 * Stores messages in the messenger's history as the messenger does, by the node's own facades, and searches them. Every text has
 * ten words of a thousand, and a number of its own.
 */
public final class Archive implements Service {
    private static final int WORDS = 1_000;
    private static final int WORDS_EACH = 10;
    private static final int TALKS = 20;
    private static final int FOUND = 50;

    private final History history = new History();
    private Host host;
    private Books books;

    /** Called by the node. */
    public Archive() {}

    @Override
    public void start(Host host) {
        this.host = host;
        books = new Books(host.space(), () -> {
            // nobody else works with this space
        });
        Argument count = new Argument("COUNT", true, "How many messages.");
        Argument each = new Argument("EACH", true, "How many are made durable at once.");
        Argument word = new Argument("WORD", true, "What is looked for.");
        host.commands()
                .offer(
                        new Command("fill", "Stores messages.", List.of(count, each)),
                        given -> fill(Integer.parseInt(given.get(0)), Integer.parseInt(given.get(1))));
        host.commands().offer(new Command("index", "Makes the index.", List.of()), given -> index());
        host.commands().offer(new Command("find", "Searches.", List.of(word)), given -> find(given.get(0)));
    }

    private synchronized Answer fill(int count, int each) {
        long begun = host.time().monoNs();
        for (int done = 0; done < count; ) {
            Step step = books.step();
            for (int i = 0; i < each && done < count; i++) {
                history.add(step, entry(done++));
            }
            step.commit();
        }
        return took(begun, count);
    }

    private Entry entry(int number) {
        byte[] talk = new byte[Entry.TALK_BYTES];
        talk[0] = (byte) (number % TALKS);
        StringBuilder text = new StringBuilder("number" + number);
        long state = number;
        for (int i = 0; i < WORDS_EACH; i++) {
            state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L; // Knuth's, TAOCP 3.3.4
            text.append(" word").append((state >>> 33) % WORDS);
        }
        long now = host.time().wallMs();
        Octets who = Octets.of(talk);
        return new Entry(who, who, false, false, now, now, text.toString(), Optional.empty(), List.of());
    }

    private synchronized Answer index() {
        long begun = host.time().monoNs();
        boolean more = true;
        while (more) {
            Step step = books.step();
            more = history.search().index(step);
            step.commit();
        }
        return took(begun, 0);
    }

    private synchronized Answer find(String word) {
        long begun = host.time().monoNs();
        int found =
                history.search().find(books.step(), word, entry -> true, FOUND).size();
        return took(begun, found);
    }

    private Answer took(long begunNs, int count) {
        String micros = Long.toString((host.time().monoNs() - begunNs) / 1_000);
        return new Answer(List.of("count", "micros"), List.of(List.of(Integer.toString(count), micros)));
    }
}
