package org.qgate.qsx.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.qgate.api.error.PackageError;
import org.qgate.qsx.Packing;
import org.qgate.qsx.Samples;
import org.qgate.qsx.TestKeys;
import org.qgate.qsx.refuse.RefusedPackageException;
import org.qgate.qsx.sign.UpdateIndex.Offer;
import org.qgate.qsx.sign.UpdateIndex.Seen;

/** Publishers' keys, statements of new keys, and update indexes. */
class StatementTest {
    private static final TestKeys OLD = Samples.PUBLISHER;
    private static final TestKeys NEW = new TestKeys("Example", 8);
    private static final long NOW = 1_800_000_000;

    private static void assertRefused(PackageError code, Executable call) {
        RefusedPackageException refused = assertThrows(RefusedPackageException.class, call);
        assertEquals(code, refused.code(), refused::getMessage);
    }

    @Test
    void shouldReadAPrintedKey() {
        PublisherKey key = OLD.key();
        assertEquals(key, PublisherKey.decode(key.encode()));
        assertEquals(64 + 15, key.fingerprint().length());
        assertTrue(key.hasFingerprint(key.fingerprint()));
        assertTrue(key.hasFingerprint(key.id().toUpperCase(java.util.Locale.ROOT)));
        assertFalse(key.hasFingerprint(key.id().substring(1)));
        assertFalse(key.hasFingerprint(NEW.key().fingerprint()));
    }

    @Test
    void shouldRefuseAKeyThatIsNotTheOneItSays() {
        String text = new String(OLD.key().encode(), StandardCharsets.UTF_8);
        for (String wrong : List.of(
                text.replace(OLD.key().id(), NEW.key().id()),
                text.replace("qgate.publisher-key/1", "qgate.release-key/1"),
                text.replace("\"name\"", "\"game\""),
                text.replace("Example", "Exa\\nmple"),
                text.substring(5),
                "[]",
                text + " ".repeat(9000))) {
            assertRefused(
                    PackageError.MALFORMED_KEY, () -> PublisherKey.decode(wrong.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static byte[] rotation(TestKeys signer, String from, TestKeys to, long sequence) {
        return signer.sign(Rotation.PAYLOAD_TYPE, new Rotation(from, to.key(), sequence).payload())
                .encode();
    }

    @Test
    void shouldFollowTheOldKeysStatement() {
        byte[] statement = rotation(OLD, OLD.key().id(), NEW, 3);
        assertEquals(OLD.key().id(), Rotation.claimed(statement));
        Rotation verified = Rotation.verified(statement, OLD.key(), 2, TestKeys.VERIFIER);
        assertEquals(NEW.key(), verified.to());
        assertEquals(3, verified.sequence());
    }

    @Test
    void shouldRefuseARotationWithoutProof() {
        String old = OLD.key().id();
        byte[] byNew = rotation(NEW, old, NEW, 3);
        assertRefused(PackageError.UNPROVED_ROTATION, () -> Rotation.verified(byNew, OLD.key(), 0, TestKeys.VERIFIER));
        byte[] ofOther = rotation(OLD, Samples.STRANGER.key().id(), NEW, 3);
        assertRefused(
                PackageError.UNPROVED_ROTATION, () -> Rotation.verified(ofOther, OLD.key(), 0, TestKeys.VERIFIER));
        for (long highest : List.of(3L, 4L)) {
            byte[] again = rotation(OLD, old, NEW, 3);
            assertRefused(
                    PackageError.OLD_ROTATION, () -> Rotation.verified(again, OLD.key(), highest, TestKeys.VERIFIER));
        }
        byte[] toItself = rotation(OLD, old, OLD, 3);
        assertRefused(
                PackageError.MALFORMED_ROTATION, () -> Rotation.verified(toItself, OLD.key(), 0, TestKeys.VERIFIER));
        byte[] otherType =
                OLD.sign("x/y", new Rotation(old, NEW.key(), 3).payload()).encode();
        assertRefused(
                PackageError.MALFORMED_ROTATION, () -> Rotation.verified(otherType, OLD.key(), 0, TestKeys.VERIFIER));
        assertRefused(PackageError.MALFORMED_ROTATION, () -> Rotation.claimed(new byte[] {1}));
    }

    private static UpdateIndex index(long sequence, long issuedAt, long expiresAt) {
        Offer offer = new Offer("org.example.echo", "1.2.3", "stable", 1000, "a".repeat(64));
        return new UpdateIndex(OLD.key().id(), sequence, issuedAt, expiresAt, List.of(offer));
    }

    private static byte[] signed(Packing.Signer signer, UpdateIndex index) {
        return signer.sign(UpdateIndex.PAYLOAD_TYPE, index.payload()).encode();
    }

    private static UpdateIndex verified(byte[] envelope, Seen seen) {
        return UpdateIndex.verified(envelope, OLD.key(), NOW, seen, TestKeys.VERIFIER);
    }

    @Test
    void shouldBelieveANewIndexAndTheSameAgain() {
        UpdateIndex index = index(5, NOW - 10, NOW + 10);
        assertEquals(index, verified(signed(OLD, index), Seen.NONE));
        assertEquals(index, verified(signed(OLD, index), index.seen()));
        assertEquals(
                index, verified(signed(OLD, index), index(4, NOW - 10, NOW + 10).seen()));
    }

    @Test
    void shouldRefuseAnOldIndexOrAnotherOfTheSameNumber() {
        byte[] fifth = signed(OLD, index(5, NOW - 10, NOW + 10));
        assertRefused(
                PackageError.OLD_INDEX,
                () -> verified(fifth, index(6, NOW - 10, NOW + 10).seen()));
        assertRefused(
                PackageError.OLD_INDEX,
                () -> verified(fifth, index(5, NOW - 10, NOW + 11).seen()));
    }

    @Test
    void shouldRefuseAnExpiredIndexOrOneOfTheFuture() {
        assertRefused(PackageError.EXPIRED_INDEX, () -> verified(signed(OLD, index(5, NOW - 10, NOW)), Seen.NONE));
        assertRefused(
                PackageError.EXPIRED_INDEX, () -> verified(signed(OLD, index(5, NOW + 901, NOW + 1000)), Seen.NONE));
        assertEquals(
                5,
                verified(signed(OLD, index(5, NOW + 899, NOW + 1000)), Seen.NONE)
                        .sequence());
    }

    @Test
    void shouldRefuseAnIndexOfOthersAndOneThatNeverExpires() {
        UpdateIndex right = index(5, NOW - 10, NOW + 10);
        assertRefused(PackageError.WRONG_SIGNATURE, () -> verified(signed(NEW, right), Seen.NONE));
        UpdateIndex ofOther = new UpdateIndex(NEW.key().id(), 5, NOW - 10, NOW + 10, List.of());
        assertRefused(PackageError.MALFORMED_INDEX, () -> verified(signed(OLD, ofOther), Seen.NONE));
        UpdateIndex endless = index(5, NOW - 10, NOW + 400L * 24 * 3600);
        assertRefused(PackageError.MALFORMED_INDEX, () -> verified(signed(OLD, endless), Seen.NONE));
        UpdateIndex backwards = index(5, NOW + 10, NOW - 10);
        assertRefused(PackageError.MALFORMED_INDEX, () -> verified(signed(OLD, backwards), Seen.NONE));
    }
}
