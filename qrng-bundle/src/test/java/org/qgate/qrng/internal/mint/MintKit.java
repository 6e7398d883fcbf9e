package org.qgate.qrng.internal.mint;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Current;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.Construction;
import org.qgate.api.qrng.Portion;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.QuantumPool;
import org.qgate.api.store.Store;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.qrng.internal.flow.BatchHeader;
import org.qgate.qrng.internal.flow.Finding;
import org.qgate.qrng.internal.flow.WindowStatistics;
import org.qgate.sim.SimDisk;
import org.qgate.sim.SimRandom;

/** A node's surroundings for minting: a clock that a test turns, real cryptography, a pool that can run dry. */
final class MintKit implements Clock, QuantumPool {
    static final long SLOT = 10_000;
    static final MintSettings SETTINGS = new MintSettings(10, 64L << 20, 1);

    final RandomSource random;
    final Cell<Crypto> crypto = new Cell<>();
    final Cell<Store> store = new Cell<>();
    final Crypto provider;
    private final SimDisk state;
    boolean dry;
    long nowMs = 1_800_000_000_000L;
    long window;

    /** A cell that a test fills. */
    static final class Cell<T> implements Current<T> {
        private T provider;

        @Override
        public void set(T next) {
            provider = next;
        }

        @Override
        public void clear(T gone) {
            provider = null;
        }

        @Override
        public Optional<T> now() {
            return Optional.ofNullable(provider);
        }

        @Override
        public T await(Duration atMost) {
            return now().orElseThrow();
        }
    }

    MintKit(long seed) {
        random = new SimRandom(seed);
        state = new SimDisk();
        provider = new CryptoProvider(random, state, this);
        crypto.set(provider);
    }

    /** Another process of the same node: the same secrets, other draws, from this moment on. */
    MintKit(long seed, MintKit before) {
        random = new SimRandom(seed);
        state = before.state;
        provider = new CryptoProvider(random, state, this);
        crypto.set(provider);
        nowMs = before.nowMs;
        window = before.window;
    }

    ChainMint mint() {
        return mint(SETTINGS);
    }

    ChainMint mint(MintSettings settings) {
        return new ChainMint(
                settings,
                this,
                null,
                crypto,
                store,
                () -> Optional.of(this),
                device -> Optional.empty(),
                Optional::empty);
    }

    /** Goes to the beginning of the next slot, and mints. */
    void nextSlot(ChainMint mint) {
        nowMs += SLOT - nowMs % SLOT;
        mint.step();
    }

    /** A batch of the next window. */
    BatchHeader batch() {
        window++;
        return batch(window);
    }

    BatchHeader batch(long number) {
        return new BatchHeader(
                Optional.empty(),
                "sim",
                hash("serial"),
                hash("firmware"),
                Provenance.SIMULATED,
                number,
                new WindowStatistics(65_536, 3, 9, 318, 410),
                65_536,
                7.2,
                "SHA-512",
                Construction.RBG3_XOR,
                false,
                "",
                nowMs - 100,
                nowMs,
                digest(number));
    }

    private byte[] hash(String text) {
        byte[] digest = new byte[32];
        byte[] input = text.getBytes(StandardCharsets.US_ASCII);
        provider.hashes().sha256(input, 0, input.length, digest, 0);
        return digest;
    }

    private byte[] digest(long number) {
        return new NodeBlocks(provider).sha512(("window " + number).getBytes(StandardCharsets.US_ASCII));
    }

    Finding stuck() {
        return new Finding(QrngError.REPETITION, "value 0 came 61 times, cutoff 31", true);
    }

    @Override
    public Portion take(String consumer, int count, boolean degraded, long atMostMs) {
        if (dry) {
            throw new QGateException(QrngError.NO_HEALTHY_SOURCE, "dry");
        }
        long from = Math.max(1, window);
        return new Portion(
                random.bytes(count),
                List.of(new Portion.Piece(count, batch(from).label())));
    }

    @Override
    public long wallMs() {
        return nowMs;
    }

    @Override
    public long monoNs() {
        return nowMs * 1_000_000;
    }

    /** Returns the kinds of a stream's blocks, oldest first. */
    static List<String> kinds(ChainMint mint) {
        List<String> kinds = new ArrayList<>();
        mint.blocks(mint.streams().get(0), -1, 10_000).forEach(each -> kinds.add(0, each.kind()));
        return kinds;
    }
}
