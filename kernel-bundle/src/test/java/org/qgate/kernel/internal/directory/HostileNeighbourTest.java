package org.qgate.kernel.internal.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.qgate.common.wire.WireReader;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.link.ControlType;
import org.qgate.kernel.internal.link.LinkClose;

/** A directory among neighbours that lie, flood, withhold and stammer ([DIR-1] to [DIR-10], [SNAP-8]). */
final class HostileNeighbourTest {
    private static final long NOW = Author.NOW;
    private final Author signer = new Author(1);
    private final Author other = new Author(2);
    private final Network network = Author.network(1, signer, other);
    private final Descriptor first = signer.verified(network, 5);
    private final Descriptor second = other.verified(network, 6);

    private byte[] snapshot(long validAfterMs, Descriptor... of) {
        return Author.snapshot(Author.body(validAfterMs, Author.entries(of)), signer);
    }

    private Bench client() {
        return new Bench(false, network, Map.of());
    }

    private Bench relay() {
        return new Bench(true, network, Map.of());
    }

    /** Gives a directory a view of two relays by way of one link. */
    private FakeLink serve(Bench bench) {
        FakeLink link = bench.up(signer.identity.nodeId());
        bench.answer(link, Messages.Status.OK, snapshot(NOW - 60_000, first, second));
        bench.answer(link, Messages.Status.OK, Bundles.join(List.of(first.encoded(), second.encoded())));
        assertEquals(2, bench.directory.view().relays().size());
        return link;
    }

    @Test
    void shouldFetchTheWholeSetFromASeed() {
        Bench bench = client();
        assertEquals(2, bench.connects.size(), "a client without a view links to two seeds");
        FakeLink link = bench.up(signer.identity.nodeId());
        assertEquals(new Messages.NewerSnapshot(-1), bench.lastWanted(link));
        bench.answer(link, Messages.Status.OK, snapshot(NOW - 60_000, first, second));
        assertInstanceOf(Messages.DescriptorPage.class, bench.lastWanted(link));
        bench.answer(link, Messages.Status.OK, Bundles.join(List.of(first.encoded(), second.encoded())));
        assertTrue(bench.directory.view().usable(NOW + 10_000));
    }

    @Test
    void shouldFetchALargeSetInPages() {
        Bench bench = client();
        List<Descriptor> all = IntStream.range(100, 360)
                .mapToObj(i -> new Author(i).verified(network, 5))
                .toList();
        FakeLink link = bench.up(signer.identity.nodeId());
        bench.answer(link, Messages.Status.OK, snapshot(NOW - 60_000, all.toArray(Descriptor[]::new)));
        List<byte[]> asked = link.sent(ControlType.DIR_GET);
        assertEquals(3, asked.size(), "the snapshot and two pages");
        Map<String, Descriptor> byDigest = all.stream().collect(Collectors.toMap(Descriptor::digest, one -> one));
        List<SnapshotEntry> entries = Author.entries(all.toArray(Descriptor[]::new));
        for (byte[] body : asked.subList(1, 3)) {
            Messages.Get get = Messages.get(new WireReader(body));
            Messages.DescriptorPage page = (Messages.DescriptorPage) get.wanted();
            byte[] bundle = Bundles.join(entries.stream()
                    .skip(page.first())
                    .limit(page.count())
                    .map(entry -> byDigest.get(entry.digest()).encoded())
                    .toList());
            Answer answer = new Answer(get.request(), Messages.Status.OK, List.of(bundle));
            bench.env.turn(() -> {
                while (!answer.done()) {
                    byte[] piece = answer.next();
                    bench.directory.control(link, ControlType.DIR_DATA, piece, 0, piece.length);
                }
            });
        }
        bench.world.run(2_000);
        assertEquals(260, bench.directory.view().relays().size());
    }

    @Test
    void shouldNotAdoptWhileDescriptorsAreWithheld() {
        Bench bench = client();
        FakeLink link = bench.up(signer.identity.nodeId());
        bench.answer(link, Messages.Status.OK, snapshot(NOW - 60_000, first, second));
        bench.answer(link, Messages.Status.OK, Bundles.join(List.of(first.encoded())));
        assertEquals(View.NONE, bench.directory.view());
        assertTrue(bench.directory.progress().reason().contains("1 of 2"));
        FakeLink honest = bench.up(other.identity.nodeId());
        bench.world.run(3_000);
        bench.answer(honest, Messages.Status.OK, Bundles.join(List.of(second.encoded())));
        assertEquals(2, bench.directory.view().relays().size());
    }

    @Test
    void shouldNeverGoBackToAnOlderSnapshot() {
        Bench bench = client();
        FakeLink link = serve(bench);
        String digest = bench.directory.view().digest();
        bench.say(link, ControlType.DIR_NOTICE, Messages.encode(new Messages.Notice("00".repeat(32), NOW)));
        assertEquals(new Messages.NewerSnapshot(NOW - 60_000), bench.lastWanted(link));
        bench.answer(link, Messages.Status.OK, snapshot(NOW - 120_000, first));
        assertEquals(digest, bench.directory.view().digest());
    }

    @Test
    void shouldGoToASeedWhenItsGuardWithholdsWhatIsNew() {
        Bench bench = client();
        FakeLink guard = bench.up(new Author(9).identity.nodeId());
        bench.answer(guard, Messages.Status.OK, snapshot(NOW - 60_000, first));
        bench.answer(guard, Messages.Status.OK, Bundles.join(List.of(first.encoded())));
        bench.connects.clear();
        bench.world.run(2 * 3_600_000);
        assertTrue(bench.directory.view().usable(NOW + 2 * 3_600_000));
        assertTrue(guard.sent(ControlType.DIR_GET).size() > 2);
        assertTrue(network.signers().contains(bench.connects.get(0)));
    }

    @Test
    void shouldHearANoticeThatComesWhileItAsks() {
        Bench bench = client();
        FakeLink link = bench.up(signer.identity.nodeId());
        bench.say(link, ControlType.DIR_NOTICE, Messages.encode(new Messages.Notice("00".repeat(32), NOW - 50_000)));
        assertEquals(1, link.sent(ControlType.DIR_GET).size(), "one request at a time");
        bench.answer(link, Messages.Status.NOT_FOUND);
        bench.say(link, ControlType.DIR_NOTICE, Messages.encode(new Messages.Notice("00".repeat(32), NOW - 50_000)));
        assertEquals(2, link.sent(ControlType.DIR_GET).size(), "a notice ends the rest");
        bench.answer(link, Messages.Status.OK, snapshot(NOW - 50_000, first));
        bench.answer(link, Messages.Status.OK, Bundles.join(List.of(first.encoded())));
        assertEquals(1, bench.directory.view().relays().size());
    }

    @Test
    void shouldNotBeMovedByPromisesAllTheTime() {
        Bench bench = client();
        FakeLink link = serve(bench);
        for (int i = 0; i < 60; i++) {
            byte[] notice = Messages.encode(new Messages.Notice("00".repeat(32), NOW + i));
            bench.say(link, ControlType.DIR_NOTICE, notice);
            if (bench.lastWanted(link) instanceof Messages.NewerSnapshot) {
                bench.answer(link, Messages.Status.UNCHANGED);
            }
        }
        int asked = link.sent(ControlType.DIR_GET).size();
        assertTrue(asked < 30, "asked " + asked + " times for 60 empty promises");
    }

    @Test
    void shouldSeldomHearWhoPassesOnBadDescriptors() {
        Bench bench = relay();
        FakeLink from = bench.up(signer.identity.nodeId());
        byte[] bad = new Author(9).descriptor(5);
        bad[bad.length - 1] ^= 1;
        String digest = DescriptorCheck.digest(signer.crypto, bad);
        bench.say(from, ControlType.DIR_PUBLISH, Messages.encodePublish(List.of(digest)));
        bench.answer(from, Messages.Status.OK, Bundles.join(List.of(bad)));
        assertEquals(1, bench.env.counted(Counter.DOCUMENTS_REFUSED));
        int before = from.sent(ControlType.DIR_GET).size();
        bench.say(from, ControlType.DIR_PUBLISH, Messages.encodePublish(List.of(digest)));
        assertEquals(before, from.sent(ControlType.DIR_GET).size(), "refused once is refused");
        List<String> many =
                IntStream.range(0, 9).mapToObj(i -> String.format("%064x", i)).toList();
        bench.say(from, ControlType.DIR_PUBLISH, Messages.encodePublish(many));
        assertEquals(before, from.sent(ControlType.DIR_GET).size(), "nine at once are too many now");
    }

    @Test
    void shouldReportSignersWhoDisagree() {
        Bench bench = client();
        FakeLink link = serve(bench);
        String digest = bench.directory.view().digest();
        bench.say(link, ControlType.DIR_NOTICE, Messages.encode(new Messages.Notice("00".repeat(32), NOW)));
        bench.answer(link, Messages.Status.OK, snapshot(NOW - 60_000, second));
        assertEquals(digest, bench.directory.view().digest());
        assertTrue(bench.directory.warnings().get(0).startsWith("QG-KRN-0011 two snapshots of"));
        assertEquals(1, bench.env.counted(Counter.DOCUMENTS_REFUSED));
    }

    @Test
    void shouldCountAForgedSnapshotAndTryElsewhere() {
        Bench bench = client();
        FakeLink link = bench.up(signer.identity.nodeId());
        byte[] forged = Author.snapshot(Author.body(NOW - 60_000, Author.entries(first)), new Author(9));
        bench.answer(link, Messages.Status.OK, forged);
        assertEquals(View.NONE, bench.directory.view());
        assertEquals(1, bench.env.counted(Counter.DOCUMENTS_REFUSED));
        assertTrue(
                bench.directory.progress().reason().contains("no signer"),
                bench.directory.progress().reason());
        FakeLink honest = bench.up(other.identity.nodeId());
        assertInstanceOf(Messages.NewerSnapshot.class, bench.lastWanted(honest));
    }

    @Test
    void shouldRefuseDescriptorsThatWereNotAskedFor() {
        Bench bench = client();
        FakeLink link = bench.up(signer.identity.nodeId());
        bench.answer(link, Messages.Status.OK, snapshot(NOW - 60_000, first));
        Descriptor stranger = new Author(9).verified(network, 5);
        bench.answer(link, Messages.Status.OK, Bundles.join(List.of(stranger.encoded(), first.encoded())));
        assertEquals(1, bench.directory.view().relays().size());
        assertEquals(1, bench.env.counted(Counter.DOCUMENTS_REFUSED));
    }

    @Test
    void shouldCloseLinksThatBreakTheRules() {
        byte[][] broken = {{}, {9}, new byte[40], {1, 0, 0, 0, 1, 7}};
        for (byte[] body : broken) {
            for (ControlType type : List.of(
                    ControlType.DIR_GET, ControlType.DIR_DATA, ControlType.DIR_NOTICE, ControlType.DIR_PUBLISH)) {
                Bench bench = relay();
                FakeLink link = bench.up(signer.identity.nodeId());
                bench.say(link, type, body);
                assertEquals(LinkClose.PROTOCOL, link.closed, type + " of " + body.length);
            }
        }
    }

    @Test
    void shouldCloseLinksWhosePiecesDoNotFollow() {
        Bench bench = client();
        FakeLink link = bench.up(signer.identity.nodeId());
        int request = 1;
        bench.say(link, ControlType.DIR_DATA, data(request, 100, 10, 5));
        assertEquals(LinkClose.PROTOCOL, link.closed);
        link = bench.up(other.identity.nodeId());
        bench.say(link, ControlType.DIR_DATA, data(2, 1 << 30, 0, 5));
        assertEquals(LinkClose.PROTOCOL, link.closed, "longer than any snapshot");
        link = bench.up(new Author(9).identity.nodeId());
        bench.say(link, ControlType.DIR_DATA, data(77, 10, 0, 5));
        assertNull(link.closed, "an answer to a request given up is late, not wrong");
    }

    private static byte[] data(int request, int total, int offset, int length) {
        return Messages.encode(new Messages.Data(request, Messages.Status.OK, total, offset, new byte[length]));
    }

    @Test
    void shouldGiveUpOnSilence() {
        Bench bench = client();
        FakeLink link = bench.up(signer.identity.nodeId());
        bench.world.run(40_000);
        assertEquals(2, link.sent(ControlType.DIR_GET).size(), "asked again after the silence");
    }

    @Test
    void shouldAnswerNothingAsAClient() {
        Bench bench = client();
        FakeLink link = serve(bench);
        int before = link.sent.size();
        bench.say(link, ControlType.DIR_GET, get(new Messages.NewerSnapshot(-1)));
        bench.say(link, ControlType.DIR_PUBLISH, Messages.encodePublish(List.of("ab".repeat(32))));
        assertEquals(before, link.sent.size());
        assertTrue(link.sent(ControlType.DIR_PUBLISH).isEmpty());
        assertTrue(link.sent(ControlType.DIR_NOTICE).isEmpty());
    }

    @Test
    void shouldAnswerClientsAsARelay() {
        Bench bench = relay();
        serve(bench);
        FakeLink client = bench.up(null);
        assertEquals(1, client.sent(ControlType.DIR_NOTICE).size());
        bench.say(client, ControlType.DIR_GET, get(new Messages.NewerSnapshot(-1)));
        assertEquals(snapshot(NOW - 60_000, first, second).length, received(client));
        client.sent.clear();
        bench.say(client, ControlType.DIR_GET, get(new Messages.NewerSnapshot(NOW - 60_000)));
        assertEquals(Messages.Status.UNCHANGED, status(client));
        client.sent.clear();
        bench.say(client, ControlType.DIR_GET, get(new Messages.DescriptorList(List.of("ab".repeat(32)))));
        assertEquals(Messages.Status.NOT_FOUND, status(client));
        client.sent.clear();
        bench.say(
                client,
                ControlType.DIR_GET,
                get(new Messages.DescriptorPage(bench.directory.view().digest(), 1, 5)));
        assertEquals(4 + first.encoded().length, received(client));
    }

    @Test
    void shouldSendOnlyWhatTheLinkTakes() {
        Bench bench = relay();
        serve(bench);
        FakeLink slow = bench.up(null);
        slow.sent.clear();
        slow.writable = false;
        bench.say(slow, ControlType.DIR_GET, get(new Messages.NewerSnapshot(-1)));
        assertTrue(slow.sent.isEmpty());
        slow.writable = true;
        bench.env.turn(() -> bench.directory.writable(slow));
        bench.run();
        assertFalse(slow.sent.isEmpty());
    }

    @Test
    void shouldCloseOnOneThatAsksAndDoesNotRead() {
        Bench bench = relay();
        serve(bench);
        FakeLink greedy = bench.up(null);
        greedy.writable = false;
        for (int i = 0; i < 20; i++) {
            bench.say(greedy, ControlType.DIR_GET, get(new Messages.NewerSnapshot(-1)));
        }
        assertEquals(LinkClose.LIMIT, greedy.closed);
    }

    @Test
    void shouldTellOneThatAsksTooOftenToWait() {
        Bench bench = relay();
        serve(bench);
        FakeLink eager = bench.up(null);
        bench.env.turn(() -> {
            for (int i = 0; i < 100; i++) {
                byte[] body = get(new Messages.NewerSnapshot(-1));
                bench.directory.control(eager, ControlType.DIR_GET, body, 0, body.length);
            }
        });
        bench.run();
        assertEquals(Messages.Status.BUSY, status(eager));
    }

    @Test
    void shouldGossipOnceAndOnlyToRelays() {
        Bench bench = relay();
        bench.describe();
        FakeLink from = bench.up(signer.identity.nodeId());
        FakeLink to = bench.up(other.identity.nodeId());
        FakeLink client = bench.up(null);
        bench.links.forEach(link -> link.sent.clear());
        Descriptor news = new Author(9).verified(network, 5);
        bench.say(from, ControlType.DIR_PUBLISH, Messages.encodePublish(List.of(news.digest())));
        assertEquals(new Messages.DescriptorList(List.of(news.digest())), bench.lastWanted(from));
        bench.answer(from, Messages.Status.OK, Bundles.join(List.of(news.encoded())));
        assertEquals(
                List.of(news.digest()),
                Messages.publish(new WireReader(to.sent(ControlType.DIR_PUBLISH).get(0))));
        assertTrue(from.sent(ControlType.DIR_PUBLISH).isEmpty());
        assertTrue(client.sent(ControlType.DIR_PUBLISH).isEmpty());
        to.sent.clear();
        bench.say(to, ControlType.DIR_PUBLISH, Messages.encodePublish(List.of(news.digest())));
        assertTrue(to.sent(ControlType.DIR_GET).isEmpty(), "known already");
        bench.say(client, ControlType.DIR_PUBLISH, Messages.encodePublish(List.of("ab".repeat(32))));
        assertTrue(client.sent(ControlType.DIR_GET).isEmpty(), "clients publish nothing");
    }

    @Test
    void shouldNotForwardWhatIsOlderThanSeen() {
        Bench bench = relay();
        FakeLink from = bench.up(signer.identity.nodeId());
        FakeLink to = bench.up(other.identity.nodeId());
        Author author = new Author(9);
        offer(bench, from, author.verified(network, 8));
        assertEquals(1, to.sent(ControlType.DIR_PUBLISH).size());
        offer(bench, from, author.verified(network, 7));
        assertEquals(1, to.sent(ControlType.DIR_PUBLISH).size());
        offer(bench, from, author.verified(network, 9));
        assertEquals(2, to.sent(ControlType.DIR_PUBLISH).size());
    }

    private static void offer(Bench bench, FakeLink from, Descriptor descriptor) {
        bench.say(from, ControlType.DIR_PUBLISH, Messages.encodePublish(List.of(descriptor.digest())));
        bench.answer(from, Messages.Status.OK, Bundles.join(List.of(descriptor.encoded())));
    }

    @Test
    void shouldLimitWhatANeighbourAnnounces() {
        Bench bench = relay();
        FakeLink from = bench.up(signer.identity.nodeId());
        from.sent.clear();
        for (int message = 0; message < 40; message++) {
            int start = message * 400;
            List<String> digests = IntStream.range(start, start + 400)
                    .mapToObj(i -> String.format("%064x", i))
                    .toList();
            byte[] body = Messages.encodePublish(digests);
            bench.env.turn(() -> bench.directory.control(from, ControlType.DIR_PUBLISH, body, 0, body.length));
        }
        bench.run();
        assertTrue(
                from.sent(ControlType.DIR_GET).size() <= 5,
                "" + from.sent(ControlType.DIR_GET).size());
    }

    private static byte[] get(Messages.Wanted wanted) {
        return Messages.encode(new Messages.Get(3, wanted));
    }

    private static int received(FakeLink link) {
        return link.sent(ControlType.DIR_DATA).stream()
                .mapToInt(body -> Messages.data(new WireReader(body)).piece().length)
                .sum();
    }

    private static Messages.Status status(FakeLink link) {
        List<byte[]> all = link.sent(ControlType.DIR_DATA);
        return Messages.data(new WireReader(all.get(all.size() - 1))).status();
    }
}
