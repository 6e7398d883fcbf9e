package org.qgate.kernel.internal.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QGateException;

/** Snapshots: what is accepted, what is refused ([SNAP-1] to [SNAP-7]). */
final class SnapshotTest {
    private static final long NOW = Author.NOW;
    private static Author one;
    private static Author two;
    private static Author three;
    private static Author stranger;
    private static Network single;
    private static Network quorum;
    private static List<SnapshotEntry> entries;

    @BeforeAll
    static void makeAuthors() {
        one = new Author(1);
        two = new Author(2);
        three = new Author(3);
        stranger = new Author(4);
        single = Author.network(1, one);
        quorum = Author.network(2, one, two, three);
        entries = Author.entries(one.verified(single, 5), two.verified(single, 6), three.verified(single, 7));
    }

    @Test
    void shouldAcceptAndRead() {
        byte[] body = Author.body(NOW - 1000, entries);
        SnapshotCheck.Verified read = check(single).verify(Author.snapshot(body, one), NOW);
        assertEquals(entries, read.snapshot().entries());
        assertEquals(NOW - 1000, read.snapshot().validAfterMs());
        assertEquals(SnapshotCheck.digest(one.crypto, body), read.digest());
    }

    @Test
    void shouldHaveOneDigestWhoeverSigned() {
        byte[] body = Author.body(NOW - 1000, entries);
        String first =
                check(quorum).verify(Author.snapshot(body, one, two), NOW).digest();
        assertEquals(
                first,
                check(quorum).verify(Author.snapshot(body, three, one), NOW).digest());
        byte[] later = Author.body(NOW - 999, entries);
        assertNotEquals(
                first,
                check(quorum).verify(Author.snapshot(later, one, two), NOW).digest());
    }

    @Test
    void shouldRefuseTooFewSigners() {
        byte[] body = Author.body(NOW - 1000, entries);
        assertRefused("1 signatures, 2 needed", quorum, Author.snapshot(body, one));
        assertRefused("0 signatures, 1 needed", single, Author.snapshot(body));
        assertRefused("signed twice", quorum, Author.snapshot(body, one, one));
    }

    @Test
    void shouldRefuseStrangers() {
        byte[] body = Author.body(NOW - 1000, entries);
        assertRefused("no signer", single, Author.snapshot(body, stranger));
        assertRefused("no signer", quorum, Author.snapshot(body, one, two, stranger));
    }

    @Test
    void shouldRefuseAForgedSignature() {
        byte[] body = Author.body(NOW - 1000, entries);
        Snapshot.Signed borrowed =
                new Snapshot.Signed(one.identity.certificate(), stranger.identity.sign(SnapshotCodec.DOMAIN, body));
        assertRefused("does not verify", single, SnapshotCodec.encode(body, List.of(borrowed)));
        Snapshot.Signed elsewhere = one.signature(Author.body(NOW - 2000, entries));
        assertRefused("does not verify", single, SnapshotCodec.encode(body, List.of(elsewhere)));
    }

    @Test
    void shouldRefuseOneMadeForASingleClient() {
        List<SnapshotEntry> fewer = entries.subList(0, 2);
        byte[] good = Author.snapshot(Author.body(NOW - 1000, entries), one);
        Snapshot.Signed signature = SnapshotCodec.parse(good).signatures().get(0);
        byte[] tailored = SnapshotCodec.encode(Author.body(NOW - 1000, fewer), List.of(signature));
        assertRefused("does not verify", single, tailored);
    }

    @Test
    void shouldRefuseUnsortedAndRepeatedRelays() {
        List<SnapshotEntry> reversed = new ArrayList<>(entries);
        Collections.reverse(reversed);
        assertRefused("not sorted", single, Author.snapshot(Author.body(NOW - 1000, reversed), one));
        List<SnapshotEntry> twice = new ArrayList<>(entries);
        twice.add(1, entries.get(0));
        assertRefused("twice", single, Author.snapshot(Author.body(NOW - 1000, twice), one));
    }

    @Test
    void shouldRefuseNonsenseNumbers() {
        SnapshotEntry e = entries.get(0);
        assertRefused("positive", single, signed(new SnapshotEntry(e.id(), e.digest(), 0, 0, 1)));
        assertRefused("positive", single, signed(new SnapshotEntry(e.id(), e.digest(), 1, 0, 0)));
    }

    @Test
    void shouldExplainFutureAndExpired() {
        byte[] future = Author.snapshot(Author.body(NOW + 600_000, entries), one);
        QGateException ahead = assertRefused("snapshot from the future", single, future);
        assertEquals("QG-KRN-0007", ahead.codeId());
        assertTrue(ahead.getMessage().contains("10 min"), ahead.getMessage());
        byte[] old = Author.snapshot(Author.body(NOW - 5 * 3_600_000, entries), one);
        QGateException expired = assertRefused("snapshot expired 2 h ago", single, old);
        assertEquals("QG-KRN-0002", expired.codeId());
    }

    @Test
    void shouldAcceptAnExpiredOneFromDiskOnly() {
        byte[] old = Author.snapshot(Author.body(NOW - 1000, entries), one);
        long later = NOW + 5 * 3_600_000;
        assertThrows(QGateException.class, () -> check(single).verify(old, later));
        assertEquals(entries, check(single).verifyKept(old, later).snapshot().entries());
    }

    @Test
    void shouldRefuseLongLives() {
        byte[] body = SnapshotCodec.body(Author.NETWORK, NOW - 1000, 1000, 4 * 3_600_000, entries);
        assertRefused("longer than three hours", single, Author.snapshot(body, one));
        body = SnapshotCodec.body(Author.NETWORK, NOW - 1000, 3_000_000, 2_000_000, entries);
        assertRefused("fresh", single, Author.snapshot(body, one));
    }

    @Test
    void shouldRefuseAnotherNetworkAndVersion() {
        byte[] body = SnapshotCodec.body("elsewhere.test", NOW - 1000, 1000, 2000, entries);
        assertRefused("another network", single, Author.snapshot(body, one));
        byte[] next = Author.body(NOW - 1000, entries);
        next[0] = 2;
        assertRefused("version", single, Author.snapshot(next, one));
    }

    @Test
    void shouldRefuseEveryTruncation() {
        byte[] good = Author.snapshot(Author.body(NOW - 1000, entries), one);
        for (int length = 0; length < good.length; length += 41) {
            assertRefused("", single, Arrays.copyOf(good, length));
        }
        assertRefused("", single, Arrays.copyOf(good, good.length + 1));
    }

    private static byte[] signed(SnapshotEntry only) {
        return Author.snapshot(Author.body(NOW - 1000, List.of(only)), one);
    }

    private static SnapshotCheck check(Network network) {
        return new SnapshotCheck(one.crypto, network);
    }

    private static QGateException assertRefused(String why, Network network, byte[] bad) {
        QGateException refused =
                assertThrows(QGateException.class, () -> check(network).verify(bad, NOW), why);
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
        return refused;
    }
}
