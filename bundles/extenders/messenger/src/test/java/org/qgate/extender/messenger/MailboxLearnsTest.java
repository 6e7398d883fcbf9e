package org.qgate.extender.messenger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qgate.ext.Permission;
import org.qgate.ext.net.Caller;
import org.qgate.ext.net.Target;
import org.qgate.ext.testkit.Sheet;
import org.qgate.ext.testkit.TestHost;
import org.qgate.ext.testkit.TestNetwork;
import org.qgate.ext.testkit.TestNode;
import org.qgate.extender.messenger.mailbox.Request;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.SizeClass;

/** What a node that keeps boxes gets to see, taken from each byte that it is sent: what docs/messenger.md says, and no more. */
final class MailboxLearnsTest {
    private static final List<Integer> LENGTHS = List.of(1, 2, 17, 300, 1_500, 3_000, 9_000, 16_000);

    private final TestNetwork network = TestNetwork.byHand();
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final Map<Octets, Set<String>> circuits = new HashMap<>();
    private final Map<Octets, Set<Integer>> sizes = new HashMap<>();
    private final List<String> envelopes = new ArrayList<>();
    private final Set<String> fingerprints = new HashSet<>();
    private final List<Request.Put> kept = new ArrayList<>();
    private int puts;

    /** Stands before the boxes of a node and keeps what comes. */
    private TestNode wireTap(People people) throws Exception {
        people.join("box", true);
        TestNode front = network.node();
        TestHost host = front.host(
                Sheet.of("org.example.tap").provides("messenger/1").grant(Permission.NET_DIAL, "messenger/1"));
        host.open();
        host.net().serve("messenger/1", (caller, request) -> {
            look(caller, request);
            Target behind = new Target(people.node("box").id(), "messenger/1");
            return host.net().call(behind, request, 10_000);
        });
        return front;
    }

    private synchronized void look(Caller caller, byte[] request) {
        assertEquals(Optional.empty(), caller.node(), "who dials stays anonymous");
        seen.writeBytes(request);
        Request known = Request.decode(request);
        circuits.computeIfAbsent(known.box(), any -> new HashSet<>())
                .add((known instanceof Request.Put || known instanceof Request.Ask ? "others " : "owner ")
                        + caller.circuit());
        if (known instanceof Request.Put put) {
            puts++;
            kept.add(put);
            put(put.envelope());
            sizes.computeIfAbsent(known.box(), any -> new HashSet<>()).add(put.envelope().length);
        }
    }

    private void put(byte[] envelope) {
        assertEquals(1, envelope[0], "the version, and all else looks random");
        envelopes.add(HexFormat.of().formatHex(envelope));
    }

    @Test
    void shouldLearnBoxesSizesAndTimesAndNothingElse() throws Exception {
        try (People people = new People(network)) {
            TestNode front = wireTap(people);
            for (String name : List.of("anna", "bert")) {
                people.join(name, false);
                people.of(name).set("mailbox", front.id());
            }
            network.advance(30_000);
            people.acquaint("anna", "bert");
            for (int length : LENGTHS) {
                people.of("anna")
                        .run("send", "bert", "secret ".repeat(length / 7 + 1).substring(0, length));
                network.advance(5_000);
            }
            people.of("bert").run("send", "anna", "answer");
            network.advance(30_000);
            fingerprints.add(
                    people.of("anna").run("contact", "list").rows().get(0).get(1));
            fingerprints.add(
                    people.of("bert").run("contact", "list").rows().get(0).get(1));
            assertEquals(LENGTHS.size(), people.read("bert", "anna", "anna").size());
            assertEquals(List.of("answer"), people.read("anna", "bert", "bert"));
        }
        learned();
    }

    @Test
    void shouldNotBeAbleToRepeatOrAlterWhatItKeeps() throws Exception {
        try (People people = new People(network)) {
            TestNode front = wireTap(people);
            for (String name : List.of("anna", "bert")) {
                people.join(name, false);
                people.of(name).set("mailbox", front.id());
            }
            network.advance(30_000);
            people.acquaint("anna", "bert");
            for (int i = 0; i < 3; i++) {
                people.of("anna").run("send", "bert", "once " + i);
            }
            network.advance(30_000);
            List<Request.Put> all;
            synchronized (this) {
                all = List.copyOf(kept);
            }
            for (Request.Put each : all) {
                put(people, each);
                byte[] altered = each.envelope().clone();
                altered[altered.length / 2] ^= 1;
                put(people, new Request.Put(each.box(), altered));
            }
            network.advance(30_000);
            assertEquals(List.of("once 0", "once 1", "once 2"), people.read("bert", "anna", "anna"));
            Map<String, String> status = new HashMap<>();
            people.of("bert").run("status").rows().forEach(row -> status.put(row.get(0), row.get(1)));
            assertTrue(Integer.parseInt(status.get("came in: repeated")) >= 3, status.toString());
            assertTrue(Integer.parseInt(status.get("came in: refused")) >= 3, status.toString());
            people.of("anna").run("send", "bert", "and on");
            network.advance(30_000);
            assertTrue(people.read("bert", "anna", "anna").contains("and on"));
        }
    }

    private void put(People people, Request.Put put) {
        Target box = new Target(people.node("box").id(), "messenger/1");
        network.node().peer().net().call(box, put.encode(), 10_000);
    }

    private void learned() {
        String all = seen.toString(StandardCharsets.ISO_8859_1);
        assertTrue(puts >= LENGTHS.size() + 1);
        for (String word : List.of("secret", "answer", "anna", "bert")) {
            assertFalse(all.contains(word), "the mailbox saw " + word);
        }
        assertEquals(2, fingerprints.size());
        for (String envelope : envelopes) {
            fingerprints.forEach(each -> assertFalse(envelope.contains(each), "an envelope names somebody"));
        }
        assertEquals(envelopes.size(), new HashSet<>(envelopes).size(), "no envelope twice");
        assertEquals(2, sizes.size(), "two boxes");
        Set<Integer> classes = Set.of(SizeClass.SMALL.bytes(), SizeClass.LARGE.bytes());
        sizes.values().forEach(each -> assertTrue(classes.containsAll(each), each.toString()));
        circuits.forEach((box, ways) -> {
            Set<String> owner = numbers(ways, "owner ");
            Set<String> others = numbers(ways, "others ");
            owner.retainAll(others);
            assertEquals(Set.of(), owner, "by the same circuit somebody empties box and writes to it: " + box.hex());
        });
        Set<String> writes = new HashSet<>();
        circuits.values().forEach(ways -> numbers(ways, "others ").forEach(way -> assertTrue(writes.add(way), way)));
    }

    private static Set<String> numbers(Set<String> ways, String kind) {
        Set<String> all = new HashSet<>();
        ways.stream().filter(each -> each.startsWith(kind)).forEach(each -> all.add(each.substring(kind.length())));
        return all;
    }
}
