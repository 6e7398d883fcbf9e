package org.qgate.extender.messenger.mailbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qgate.ext.Permission;
import org.qgate.ext.testkit.Sheet;
import org.qgate.ext.testkit.TestHost;
import org.qgate.ext.testkit.TestNetwork;
import org.qgate.extender.messenger.address.Place;
import org.qgate.extender.messenger.mailbox.Reply.Mail;
import org.qgate.extender.messenger.mailbox.Reply.Status;
import org.qgate.extender.messenger.session.Crypto;
import org.qgate.extender.messenger.session.MalformedException;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.SizeClass;
import org.qgate.extender.messenger.store.Books;

/** What boxes take, give and refuse. */
final class BoxesTest {
    private final TestNetwork network = TestNetwork.byHand();
    private final TestHost host = network.node()
            .host(Sheet.of("org.example.boxes").grant(Permission.STORE_USE).grant(Permission.RANDOM_READ));
    private final Crypto crypto = new Crypto(host.crypto(), host.keys(), host.random());
    private Limits limits = new Limits(2, "");
    private final Boxes boxes = new Boxes(new Books(host.space(), () -> {}), crypto, () -> limits);
    private final Octets box = bytes(1, Place.BOX_BYTES);
    private final Octets key = bytes(2, Request.KEY_BYTES);
    private long nowMs = 1_000_000;

    @AfterEach
    void close() {
        network.close();
    }

    private static Octets bytes(long seed, int count) {
        return Octets.of(envelope(seed, count));
    }

    private static byte[] envelope(long seed, int count) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private Status register(Octets which, Octets opens, String word) {
        Octets digest = Octets.of(crypto.primitives().sha256(opens.bytes()));
        return ask(new Request.Register(which, digest, word)).status();
    }

    /** As over the network: what is sent is what is read. */
    private Reply ask(Request request) {
        return Reply.decode(boxes.serve(Request.decode(request.encode()), nowMs).encode());
    }

    private Status put(long seed) {
        return ask(new Request.Put(box, envelope(seed, SizeClass.SMALL.bytes())))
                .status();
    }

    private Mail fetch(long life, long after) {
        return Mail.decode(ask(new Request.Fetch(box, key, life, after, 0)).body());
    }

    @Test
    void shouldGiveInOrderUntilItsOwnerSaysThatItHasThem() {
        assertEquals(Status.DONE, register(box, key, ""));
        for (int i = 0; i < 40; i++) {
            assertEquals(Status.DONE, put(i));
        }
        Mail first = fetch(0, 0);
        assertTrue(first.more());
        assertArrayEquals(
                envelope(0, SizeClass.SMALL.bytes()), first.items().get(0).envelope());
        assertEquals(first.items().size(), fetch(0, 0).items().size(), "given again until it is acknowledged");
        long last = first.items().get(first.items().size() - 1).number();
        Mail second = fetch(first.life(), last);
        assertEquals(last + 1, second.items().get(0).number());
        assertEquals(40, first.items().size() + second.items().size());
        assertEquals(0, fetch(first.life(), 40).items().size());
        assertEquals(0, fetch(0, 0).items().size(), "they are gone");
    }

    @Test
    void shouldKeepTheSameEnvelopeOnce() {
        register(box, key, "");
        assertEquals(Status.DONE, put(1));
        assertEquals(Status.DONE, put(1));
        assertEquals(1, fetch(0, 0).items().size());
    }

    @Test
    void shouldOpenToItsKeyOnly() {
        register(box, key, "");
        put(1);
        Octets other = bytes(3, Request.KEY_BYTES);
        assertEquals(Status.NONE, ask(new Request.Fetch(box, other, 0, 9, 0)).status());
        assertEquals(Status.NONE, ask(new Request.End(box, other)).status());
        assertEquals(Status.NOT_WELCOME, register(box, other, ""));
        assertEquals(Status.DONE, register(box, key, ""), "its owner may say it again");
        assertEquals(1, fetch(0, 0).items().size());
        assertEquals(Status.DONE, ask(new Request.End(box, key)).status());
        assertEquals(Status.NONE, put(2));
    }

    @Test
    void shouldTakeEnvelopesOfTheTwoSizesOnlyAndNoMoreThanABoxHolds() {
        register(box, key, "");
        assertEquals(
                Status.MALFORMED,
                ask(new Request.Put(box, new byte[SizeClass.SMALL.bytes() - 1])).status());
        for (int i = 0; i < Limits.MOST_ENVELOPES; i++) {
            assertEquals(Status.DONE, put(i));
        }
        assertEquals(Status.FULL, put(-1));
        nowMs += Limits.KEEP_MS + 1;
        assertEquals(Status.DONE, put(-1), "what is past its time makes room");
    }

    @Test
    void shouldMakeAsManyBoxesAsTheOperatorWantsForWhoSaysTheWord() {
        limits = new Limits(2, "tea");
        assertEquals(Status.NOT_WELCOME, register(box, key, "coffee"));
        boxes.own(new Request.Register(bytes(9, Place.BOX_BYTES), key, ""), nowMs);
        assertEquals(Status.DONE, register(box, key, "tea"));
        assertEquals(Status.DONE, register(bytes(5, Place.BOX_BYTES), key, "tea"));
        assertEquals(Status.FULL, register(bytes(6, Place.BOX_BYTES), key, "tea"));
        nowMs += Limits.IDLE_MS + 1;
        boxes.sweep(nowMs);
        assertEquals(0, boxes.count(), "boxes that nobody opens end");
    }

    @Test
    void shouldRefuseWhatIsNoRequest() {
        Random random = new Random(1);
        for (byte[] bytes : List.of(new byte[0], new byte[20], new byte[Request.MOST_BYTES + 1])) {
            assertThrows(MalformedException.class, () -> Request.decode(bytes));
        }
        byte[] good = new Request.Put(box, envelope(1, SizeClass.SMALL.bytes())).encode();
        for (int i = 0; i < 200; i++) {
            int length = random.nextInt(good.length);
            byte[] cut = Arrays.copyOf(good, length);
            assertThrows(MalformedException.class, () -> Request.decode(cut));
        }
    }
}
