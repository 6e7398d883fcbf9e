package org.qgate.services.internal.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qgate.api.base.Clock;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.PackageError;
import org.qgate.api.error.QGateException;
import org.qgate.common.dsse.Envelope;
import org.qgate.common.release.PublicReleaseKey;
import org.qgate.common.release.PublicReleaseKey.Verifier;
import org.qgate.qsx.sign.PublisherKey;
import org.qgate.qsx.sign.Rotation;
import org.qgate.services.internal.record.Ledger;
import org.qgate.services.internal.trust.Publishers.Trust;
import org.qgate.sim.store.MemoryStore;

/** Whom a node believes, and how a key replaces another. */
final class PublishersTest {
    static final Clock CLOCK = new Clock() {
        @Override
        public long wallMs() {
            return 1_000;
        }

        @Override
        public long monoNs() {
            return 1_000;
        }
    };

    /** A signature is the first byte of the key that made it. */
    static final Verifier VERIFIER = new Verifier() {
        @Override
        public boolean ed25519(byte[] publicKey, byte[] signed, byte[] signature) {
            return signature.length == 1 && signature[0] == publicKey[0];
        }

        @Override
        public boolean mlDsa65(byte[] publicKey, byte[] signed, byte[] signature) {
            return ed25519(publicKey, signed, signature);
        }
    };

    private final MemoryStore store = new MemoryStore(CLOCK);
    private Publishers publishers;

    @BeforeEach
    void load() {
        publishers = new Publishers(new Ledger(() -> store.namespace(Ledger.NAMESPACE)), CLOCK, VERIFIER);
        publishers.load(Optional.of(key(1)));
    }

    static PublisherKey key(int number) {
        byte[] classical = new byte[32];
        byte[] quantum = new byte[1952];
        Arrays.fill(classical, (byte) number);
        Arrays.fill(quantum, (byte) number);
        return new PublisherKey("Example " + number, new PublicReleaseKey(classical, quantum));
    }

    private static byte[] statement(int from, int to, long sequence, int signer) {
        Rotation rotation = new Rotation(key(from).id(), key(to), sequence);
        Envelope.Signature signature = new Envelope.Signature("", new byte[] {(byte) signer});
        return new Envelope(Rotation.PAYLOAD_TYPE, rotation.payload(), List.of(signature)).encode();
    }

    private void trust(int number) {
        publishers.accept(publishers.read(key(number).encode()));
    }

    @Test
    void shouldTrustWhoseKeyCameAlong() {
        assertEquals(Trust.FIRST_PARTY, publishers.trust(key(1).id()));
        assertEquals(Trust.UNKNOWN, publishers.trust(key(2).id()));
        publishers.reject(key(1).id());
        load();
        assertEquals(Trust.UNTRUSTED, publishers.trust(key(1).id()));
        trust(1);
        assertEquals(Trust.FIRST_PARTY, publishers.trust(key(1).id()));
    }

    @Test
    void shouldForgetNobody() {
        trust(2);
        load();
        assertEquals(Trust.TRUSTED, publishers.trust(key(2).id()));
        publishers.reject(key(2).id());
        load();
        assertEquals(Trust.UNTRUSTED, publishers.trust(key(2).id()));
        assertFalse(publishers.signsNew(key(2).id()));
        assertEquals(Optional.of(key(2)), publishers.key(key(2).id()), "what it signed can still be told");
        assertEquals(
                ExtenderError.NO_PUBLISHER,
                assertThrows(QGateException.class, () -> publishers.reject(key(3).id()))
                        .code());
    }

    @Test
    void shouldPinWithoutTrust() {
        publishers.pin(new PublisherKey("Somebody great", key(2).keys()));
        publishers.pin(key(2));
        load();
        assertEquals(Trust.UNKNOWN, publishers.trust(key(2).id()));
        assertEquals("Somebody great", publishers.key(key(2).id()).orElseThrow().name(), "the first word counts");
        assertTrue(publishers.signsNew(key(2).id()), "into a process of its own");
        assertEquals(
                ExtenderError.UNKNOWN_PUBLISHER,
                assertThrows(QGateException.class, () -> publishers.read(statement(2, 3, 1, 2)))
                        .code(),
                "who is not trusted does not say whom to trust");
        trust(2);
        load();
        assertEquals(Trust.TRUSTED, publishers.trust(key(2).id()));
        assertEquals(Optional.of(key(2)), publishers.key(key(2).id()), "and then what the operator trusted");
    }

    @Test
    void shouldFollowAStatementOfTheOldKey() {
        trust(2);
        publishers.accept(publishers.read(statement(2, 3, 1, 2)));
        publishers.accept(publishers.read(statement(3, 4, 2, 3)));
        load();
        assertTrue(publishers.succeeds(key(4).id(), key(2).id()));
        assertFalse(publishers.succeeds(key(2).id(), key(4).id()), "not the other way");
        assertTrue(publishers.signsNew(key(4).id()));
        assertFalse(publishers.signsNew(key(3).id()), "a replaced key signs nothing new");
        assertEquals(Trust.TRUSTED, publishers.trust(key(3).id()), "what it signed before goes on");
    }

    @Test
    void shouldFollowTheFirstPartysStatementToo() {
        publishers.accept(publishers.read(statement(1, 5, 1, 1)));
        load();
        assertTrue(publishers.succeeds(key(5).id(), key(1).id()));
        assertFalse(publishers.signsNew(key(1).id()));
    }

    @Test
    void shouldRefuseAStatementThatProvesNothing() {
        trust(2);
        refused(PackageError.UNPROVED_ROTATION, statement(2, 3, 1, 3));
        publishers.accept(publishers.read(statement(2, 3, 5, 2)));
        trust(6);
        assertEquals(
                ExtenderError.UNKNOWN_PUBLISHER,
                assertThrows(QGateException.class, () -> publishers.read(statement(7, 8, 1, 7)))
                        .code());
        refused(PackageError.MALFORMED_KEY, new byte[] {1, 2, 3});
        assertFalse(publishers.succeeds(key(6).id(), key(2).id()));
    }

    @Test
    void shouldRefuseAnOldStatement() {
        trust(2);
        publishers.accept(publishers.read(statement(2, 3, 5, 2)));
        publishers.accept(publishers.read(statement(3, 4, 6, 3)));
        load();
        refused(PackageError.OLD_ROTATION, statement(3, 9, 7, 3));
        refused(PackageError.OLD_ROTATION, statement(4, 9, 6, 4));
    }

    private void refused(PackageError code, byte[] file) {
        assertEquals(
                code,
                assertThrows(QGateException.class, () -> publishers.read(file)).code());
    }
}
