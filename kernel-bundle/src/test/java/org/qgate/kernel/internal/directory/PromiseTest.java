package org.qgate.kernel.internal.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.kernel.internal.link.ControlType;

/** A neighbour says that it has a later snapshot while a request to it is under way: nobody may forget that ([DIR-4]). */
final class PromiseTest {
    private static final long NOW = Author.NOW;
    private static final long LONGEST_REST_MS = 5_000;
    private final Author signer = new Author(1);
    private final Author other = new Author(2);
    private final Network network = Author.network(1, signer, other);
    private final Descriptor first = signer.verified(network, 5);
    private final Descriptor second = other.verified(network, 6);
    private final byte[] one = Author.snapshot(Author.body(NOW - 60_000, Author.entries(first)), signer);
    private final byte[] both = Author.snapshot(Author.body(NOW - 50_000, Author.entries(first, second)), signer);
    private final Bench bench = new Bench(false, network, Map.of());
    private final FakeLink link = bench.up(signer.identity.nodeId());

    private void promise() {
        bench.say(link, ControlType.DIR_NOTICE, Messages.encode(new Messages.Notice("aa".repeat(32), NOW - 50_000)));
    }

    private void takeBoth(byte[]... descriptors) {
        bench.world.run(LONGEST_REST_MS);
        assertEquals(new Messages.NewerSnapshot(NOW - 60_000), bench.lastWanted(link));
        bench.answer(link, Messages.Status.OK, both);
        bench.answer(link, Messages.Status.OK, Bundles.join(List.of(descriptors)));
        assertEquals(2, bench.directory.view().relays().size());
    }

    @Test
    void shouldAskAgainWhenTheNoticeCameWhileASnapshotWasUnderWay() {
        promise();
        bench.answer(link, Messages.Status.OK, one);
        takeBoth(first.encoded(), second.encoded());
    }

    @Test
    void shouldAskAgainWhenTheNoticeCameWhileDescriptorsWereUnderWay() {
        bench.answer(link, Messages.Status.OK, one);
        promise();
        bench.answer(link, Messages.Status.OK, Bundles.join(List.of(first.encoded())));
        takeBoth(second.encoded());
    }

    @Test
    void shouldRestAndAskAgainWhenTheRequestUnderWayFailed() {
        bench.answer(link, Messages.Status.OK, one);
        promise();
        bench.answer(link, Messages.Status.BUSY);
        takeBoth(first.encoded(), second.encoded());
    }

    @Test
    void shouldForgetWhatWasPromisedBeforeItWasAskedAndNotKept() {
        bench.answer(link, Messages.Status.OK, one);
        bench.answer(link, Messages.Status.OK, Bundles.join(List.of(first.encoded())));
        promise();
        assertEquals(new Messages.NewerSnapshot(NOW - 60_000), bench.lastWanted(link));
        bench.answer(link, Messages.Status.UNCHANGED);
        int asked = link.sent(ControlType.DIR_GET).size();
        bench.world.run(LONGEST_REST_MS);
        assertEquals(asked, link.sent(ControlType.DIR_GET).size(), "a false promise is asked for once");
    }
}
