package org.qgate.crypto.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.Construction;
import org.qgate.api.qrng.Label;
import org.qgate.api.qrng.Portion;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.QuantumPool;
import org.qgate.crypto.internal.primitive.Ciphers;

/** Seeds of the pool: when they are taken, what they count as, what a pool that fails does. */
class QuantumSeedsTest {
    private final TestClock clock = new TestClock();
    private final List<Integer> asked = new ArrayList<>();
    private Provenance provenance = Provenance.RAW_DEVICE;
    private boolean degraded;
    private RuntimeException failure;
    private byte[] given;
    private MixedRandom random;
    private QuantumSeeds seeds;

    @TempDir
    Path root;

    private final QuantumPool pool = (consumer, count, degradedToo, atMostMs) -> {
        assertEquals("crypto", consumer);
        assertFalse(degradedToo);
        asked.add(count);
        if (failure != null) {
            throw failure;
        }
        Label label = new Label(
                Optional.empty(), "one", provenance, 1, "", new byte[64], 7, Construction.RBG3_XOR, degraded, 1);
        given = new byte[count];
        Arrays.fill(given, (byte) asked.size());
        return new Portion(given, List.of(new Portion.Piece(count, label)));
    };

    @BeforeEach
    void make() {
        random = new MixedRandom(
                (out, offset, length) -> Arrays.fill(out, offset, offset + length, (byte) 0), Ciphers.standard());
        seeds = new QuantumSeeds(random, clock, new TestFramework(root), "system");
        seeds.bind(pool);
    }

    @Test
    void shouldTakeASeedAtOnce_thenEveryTwoMinutes() {
        byte[] before = new MixedRandom(
                        (out, offset, length) -> Arrays.fill(out, offset, offset + length, (byte) 0),
                        Ciphers.standard())
                .bytes(32);
        seeds.look();
        assertEquals(List.of(64), asked);
        assertFalse(Arrays.equals(before, random.bytes(32)), "it went in");
        assertArrayEquals(new byte[64], given, "and was overwritten");
        assertEquals(TestClock.START_MS, seeds.status().lastQuantumWallMs());
        clock.wallMs += QuantumSeeds.EVERY_MS - 1;
        seeds.look();
        assertEquals(1, asked.size());
        clock.wallMs += 1;
        seeds.look();
        assertEquals(2, seeds.status().quantumSeeds());
        assertEquals(clock.wallMs, seeds.status().lastQuantumWallMs());
    }

    @Test
    void shouldTakeOneSoonerWhenMuchWasGivenOut() {
        seeds.look();
        byte[] much = new byte[1 << 20];
        for (int i = 0; i < QuantumSeeds.BYTES / much.length; i++) {
            seeds.look();
            assertEquals(1, asked.size());
            random.fill(much, 0, much.length);
        }
        seeds.look();
        seeds.look();
        assertEquals(2, asked.size());
    }

    @Test
    void shouldNeverCountAsQuantumWhatIsNot() {
        for (Provenance each : List.of(Provenance.SIMULATED, Provenance.REPLAY)) {
            provenance = each;
            seeds.look();
            clock.wallMs += QuantumSeeds.EVERY_MS;
        }
        provenance = Provenance.RAW_DEVICE;
        degraded = true; // as a pool that does not keep its word
        seeds.look();
        assertEquals(3, seeds.status().otherSeeds());
        assertEquals(0, seeds.status().quantumSeeds());
        assertEquals(0, seeds.status().lastQuantumWallMs());
        assertFalse(seeds.status().quantum());
    }

    @Test
    void shouldGoOnWhenThePoolFails() {
        failure = new QGateException(QrngError.NO_HEALTHY_SOURCE, "none here");
        seeds.look();
        assertTrue(
                seeds.status().failure().contains("none here"), seeds.status().failure());
        assertEquals(1, seeds.status().failures());
        assertEquals(32, random.bytes(32).length);
        clock.wallMs += QuantumSeeds.RETRY_MS - 1;
        seeds.look();
        assertEquals(1, asked.size());
        failure = new IllegalStateException(); // one that is being replaced says anything
        clock.wallMs += 1;
        seeds.look();
        assertEquals(2, seeds.status().failures());
        failure = null;
        clock.wallMs += QuantumSeeds.RETRY_MS;
        seeds.look();
        assertEquals("", seeds.status().failure());
        assertTrue(seeds.status().quantum());
    }

    @Test
    void shouldAskNobodyWhoWent_butWhoCame() {
        QuantumPool other =
                (consumer, count, degradedToo, atMostMs) -> pool.take(consumer, count, degradedToo, atMostMs);
        seeds.bind(other);
        seeds.unbind(pool); // late: another one is in its place
        seeds.look();
        assertEquals(1, asked.size());
        seeds.unbind(other);
        clock.wallMs += QuantumSeeds.EVERY_MS;
        seeds.look();
        assertEquals(1, asked.size());
        assertEquals(0, seeds.status().failures());
    }

    /** In the component: by a scheduled task, in the status, gone at the end. */
    @Test
    void shouldBeFedInTheComponent() {
        TestFramework framework = new TestFramework(root);
        CryptoComponent component = framework.start();
        Crypto crypto = framework.service(Crypto.class);
        assertFalse(crypto.status().randomness().quantum());
        assertFalse(crypto.status().randomness().system().isEmpty());
        component.bindPool(pool);
        framework.second();
        assertTrue(crypto.status().randomness().quantum());
        component.unbindPool(pool);
        component.deactivate();
        assertFalse(crypto.status().randomness().quantum(), "forgotten");
        assertTrue(framework.scheduled.isEmpty());
    }
}
