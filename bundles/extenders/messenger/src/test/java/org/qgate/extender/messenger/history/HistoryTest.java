package org.qgate.extender.messenger.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qgate.ext.Permission;
import org.qgate.ext.testkit.Sheet;
import org.qgate.ext.testkit.TestNetwork;
import org.qgate.extender.messenger.history.History.Numbered;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.store.Books;
import org.qgate.extender.messenger.store.Step;

/** What was said is kept, counted, forgotten and found. */
final class HistoryTest {
    /** The bound is 1 s; here, where others compute beside it, ten times that. */
    private static final long MOST_MS = 10_000;

    private static final int MANY = 10_000;
    private static final int BATCH = 200;
    private static final Octets ANNA = Octets.of(new byte[Entry.TALK_BYTES]);
    private static final Octets BERT = Octets.fromHex("11".repeat(Entry.TALK_BYTES));

    private final TestNetwork network = TestNetwork.byHand();
    private final Books books = new Books(
            network.node()
                    .host(Sheet.of("org.example.history").grant(Permission.STORE_USE))
                    .space(),
            () -> {});
    private final History history = new History();

    @AfterEach
    void close() {
        network.close();
    }

    private static Entry entry(Octets talk, String text, long atMs) {
        return new Entry(talk, talk, false, false, atMs, atMs, text, Optional.empty(), List.of());
    }

    private void add(List<String> texts) {
        for (int at = 0; at < texts.size(); at += BATCH) {
            Step step = books.step();
            for (String text : texts.subList(at, Math.min(texts.size(), at + BATCH))) {
                history.add(step, entry(ANNA, text, at));
            }
            step.commit();
        }
    }

    private void index() {
        boolean more = true;
        while (more) {
            Step step = books.step();
            more = history.search().index(step);
            step.commit();
        }
    }

    private List<String> find(String query) {
        return history.search().find(books.step(), query, any -> true, MANY).stream()
                .map(each -> each.entry().text())
                .toList();
    }

    private static List<String> texts(int count, long seed) {
        Random random = new Random(seed);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder("Nr" + i);
            for (int word = random.nextInt(12); word >= 0; word--) {
                text.append(word % 3 == 0 ? ", " : " ").append(Integer.toString(random.nextInt(4_000), 36));
            }
            all.add(text.toString());
        }
        return all;
    }

    @Test
    void shouldFindWhatLookingAtEachMessageFinds() {
        long seed = Long.getLong("qgate.messenger.seed", 7);
        List<String> all = texts(1_000, seed);
        add(all.subList(0, 700));
        index();
        add(all.subList(700, 1_000));
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            String word = Integer.toString(random.nextInt(4_000), 36);
            List<String> expected = new ArrayList<>(all.stream()
                    .filter(text -> List.of(text.toLowerCase(Locale.ROOT).split("[ ,]+")).stream()
                            .anyMatch(each -> each.startsWith(word)))
                    .toList());
            Collections.reverse(expected);
            assertEquals(expected, find(word), "-Dqgate.messenger.seed=" + seed);
        }
    }

    @Test
    void shouldKeepAndSearchTenThousandMessagesQuickly() {
        List<String> all = texts(MANY, 1);
        add(all);
        index();
        long began = System.nanoTime();
        assertEquals(1, find("nr4711").size());
        assertTrue(find("zz").size() < MANY);
        assertEquals(MANY, find("nr").size());
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        assertTrue(tookMs <= MOST_MS, "three searches took " + tookMs + " ms");
    }

    @Test
    void shouldFindWithAllWordsInAnyOrderWhateverTheirLetters() {
        add(List.of("Grüße aus Wien", "Wien ist groß", "a Wiener"));
        assertEquals(List.of("Grüße aus Wien"), find("WIEN grü"));
        assertEquals(3, find("wien").size());
        assertEquals(List.of(), find("wien paris"));
        assertEquals(List.of(), find(" ,.; "));
    }

    @Test
    void shouldForgetTheOldestAndFindTheRest() {
        Step step = books.step();
        for (int i = 0; i < 300; i++) {
            history.add(step, entry(i % 2 == 0 ? ANNA : BERT, "word" + i, i));
        }
        step.commit();
        index();
        Step forget = books.step();
        assertTrue(history.forget(forget, 250, MANY), "more than fits one step");
        forget.commit();
        Step rest = books.step();
        history.forget(rest, 250, MANY);
        rest.commit();
        assertEquals(List.of(), find("word249"));
        assertEquals(List.of("word250"), find("word250"));
        List<Numbered> last = history.last(books.step(), BERT, 1_000);
        assertEquals(25, last.size());
        assertEquals("word251", last.get(0).entry().text());
        assertEquals(150, history.talk(books.step(), BERT).unread());
    }
}
