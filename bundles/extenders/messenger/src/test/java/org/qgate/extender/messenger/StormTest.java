package org.qgate.extender.messenger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.qgate.ext.RefusedException;
import org.qgate.ext.testkit.Crash;
import org.qgate.ext.testkit.TestExtender;
import org.qgate.ext.testkit.TestNetwork;

/**
 * Several people write to each other while requests and answers get lost, nodes are parted, die at any change of their store, and
 * get other versions. In the end everybody has what was written to them, once, in each writer's order. A failure names its
 * seed; {@code -Dqgate.messenger.seed} repeats it. Other seeds than one are behind
 * {@code ./qgate test --long}.
 */
final class StormTest {
    private static final List<String> NAMES = List.of("anna", "bert", "carl", "dora");
    private static final List<String> BOXES = List.of("box1", "box2");
    private static final int ROUNDS = 60;
    private static final int MORE = 10;
    private static final long CALM_MS = 40_000;

    private final Map<String, List<String>> written = new TreeMap<>();
    private Random random;
    private People people;
    private int versions;

    @Test
    void shouldLoseDoubleAndReorderNothing() throws Exception {
        Long seed = Long.getLong("qgate.messenger.seed");
        storm(seed == null ? 1 : seed);
        for (int more = Boolean.getBoolean("qgate.long") ? MORE : 0; more > 0; more--) {
            storm(System.nanoTime());
        }
    }

    private void storm(long seed) throws Exception {
        random = new Random(seed);
        written.clear();
        try (People its = new People(TestNetwork.byHand(seed))) {
            people = its;
            settle();
            for (int round = 0; round < ROUNDS; round++) {
                step();
            }
            calm();
            for (String writer : NAMES) {
                for (String reader : NAMES) {
                    check(seed, writer, reader);
                }
            }
        } catch (Exception | AssertionError failed) {
            throw new AssertionError("-Dqgate.messenger.seed=" + seed + ": " + failed.getMessage(), failed);
        }
    }

    /** Two nodes that keep boxes, one person whose node listens, three whose nodes do not. */
    private void settle() throws Exception {
        for (String box : BOXES) {
            people.join(box, true);
        }
        for (String name : NAMES) {
            people.join(name, name.equals("anna"));
        }
        for (String name : NAMES) {
            people.of(name)
                    .set(
                            "mailbox",
                            people.node(BOXES.get(random.nextInt(BOXES.size()))).id());
        }
        people.network().advance(30_000);
        for (int i = 0; i < NAMES.size(); i++) {
            for (int j = i + 1; j < NAMES.size(); j++) {
                people.acquaint(NAMES.get(i), NAMES.get(j));
            }
        }
    }

    private void step() throws Exception {
        for (int i = random.nextInt(4); i > 0; i--) {
            write(pick(NAMES), pick(NAMES));
        }
        switch (random.nextInt(10)) {
            case 0 -> people.network().loseRequests("messenger/1", 1 + random.nextInt(3));
            case 1 -> people.network().loseResponses("messenger/1", 1 + random.nextInt(3));
            case 2 -> people.network().part(people.node(pick(NAMES)), people.node(pick(BOXES)));
            case 3 -> joinAll();
            case 4, 7, 8 -> any().host().crashAfterChanges(1 + random.nextInt(8));
            case 5 -> update(any());
            case 6 -> any().restart();
            default -> people.network().delay(random.nextInt(3) * 100L);
        }
        people.network().advance(random.nextInt(3_000));
        revive();
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private TestExtender any() throws Exception {
        revive();
        return people.of(random.nextInt(4) == 0 ? pick(BOXES) : pick(NAMES));
    }

    private static List<String> all() {
        List<String> all = new ArrayList<>(NAMES);
        all.addAll(BOXES);
        return all;
    }

    /** Whoever died starts anew with what it kept. */
    private void revive() throws Exception {
        for (String name : all()) {
            if (!people.of(name).host().running()) {
                people.of(name).restart();
            }
        }
    }

    private void write(String writer, String reader) throws Exception {
        List<String> to = written.computeIfAbsent(writer + " " + reader, any -> new ArrayList<>());
        if (!writer.equals(reader)) {
            String text = writer + " to " + reader + " " + to.size();
            boolean sent = sent(writer, reader, text);
            if (sent) {
                to.add(text);
            }
        }
    }

    /** When the node dies meanwhile, the message is written or it is not: its writer sees which. */
    private boolean sent(String writer, String reader, String text) throws Exception {
        TestExtender messenger = people.of(writer);
        try {
            messenger.run("send", reader, text);
            return true;
        } catch (IllegalStateException | RefusedException | Crash died) {
            if (messenger.host().running()) {
                throw new AssertionError("it runs, and failed", died);
            }
            messenger.restart();
            return people.read(writer, reader, "you").contains(text);
        }
    }

    private void update(TestExtender messenger) throws Exception {
        try {
            messenger.update("1.0." + ++versions, Messenger::new);
        } catch (IllegalStateException | RefusedException | Crash died) {
            if (messenger.host().running()) {
                throw new AssertionError("it runs, and failed", died);
            }
        }
    }

    private void joinAll() {
        for (String name : NAMES) {
            BOXES.forEach(box -> people.network().join(people.node(name), people.node(box)));
        }
    }

    private void calm() throws Exception {
        people.network().loseRequests("messenger/1", 0);
        people.network().loseResponses("messenger/1", 0);
        people.network().delay(0);
        joinAll();
        for (String name : all()) {
            people.of(name).restart(); // nobody is meant to die any more
        }
        people.network().advance(10 * CALM_MS);
    }

    private void check(long seed, String writer, String reader) throws Exception {
        List<String> expected = written.getOrDefault(writer + " " + reader, List.of());
        if (expected.isEmpty()) {
            return;
        }
        assertEquals(expected, people.read(reader, writer, writer), () -> seed + status(writer) + status(reader));
        people.network().advance(2_000);
        assertTrue(
                people.states(writer, reader).stream().noneMatch(state -> state.equals("waiting")),
                () -> seed + status(writer) + status(reader));
    }

    private String status(String name) {
        try {
            return " " + name + ": " + people.of(name).run("status").rows()
                    + people.of(name).log();
        } catch (Exception failed) {
            return " " + name + " says nothing: " + failed;
        }
    }
}
