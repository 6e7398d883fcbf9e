package org.qgate.qrng.internal.mint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.Portion;
import org.qgate.api.qrng.QuantumPool;
import org.qgate.blocks.Block;
import org.qgate.blocks.BlockCodec;
import org.qgate.blocks.BlockHeader;
import org.qgate.blocks.Content;
import org.qgate.blocks.Digests;
import org.qgate.blocks.Genesis;
import org.qgate.blocks.Layout;
import org.qgate.blocks.NodeBinding;
import org.qgate.blocks.Origin;
import org.qgate.blocks.PublicValue;

/** Puts blocks into bytes and signs them, one after the other; nothing is durable yet. For one step of one thread. */
final class Scribe {
    private static final byte[] PURPOSE = "qgate 1 qustream".getBytes(StandardCharsets.US_ASCII);
    private static final String CONSUMER = "mint";
    /** The pool is asked again at the next step. */
    private static final long PATIENCE_MS = 250;

    private final Crypto crypto;
    private final NodeBlocks blocks;
    private final List<ChainStore.Minted> minted = new ArrayList<>();
    private ChainState state;

    private Scribe(Crypto crypto, ChainState state) {
        this.crypto = crypto;
        this.blocks = new NodeBlocks(crypto);
        this.state = state;
    }

    /** Goes on after a state. */
    static Scribe after(Crypto crypto, ChainState state) {
        return new Scribe(crypto, state);
    }

    /** Begins a stream with keys of its own, in the slot of this moment. */
    static Scribe begin(
            Crypto crypto,
            MintSettings settings,
            long nowMs,
            PublicValueDraw drawn,
            Optional<String> network,
            long keptBytes) {
        byte[] nonce = crypto.random().bytes(ChainState.NONCE);
        byte[] dualKey = crypto.derived().dualKey(PURPOSE, nonce);
        NodeBlocks blocks = new NodeBlocks(crypto);
        byte[] stream = Digests.stream(blocks, dualKey);
        long slotMs = settings.slotSeconds() * 1_000L;
        long slot = nowMs - nowMs % slotMs;
        PublicValue next = next(blocks, stream, new byte[Layout.DIGEST], drawn);
        ChainState none = new ChainState(
                settings.generation(),
                settings.slotSeconds(),
                nonce,
                stream,
                -1,
                new byte[Layout.DIGEST],
                slot,
                nowMs,
                next,
                keptBytes,
                1);
        Scribe scribe = new Scribe(crypto, none);
        Optional<NodeBinding> binding = network.map(id -> bind(crypto.identity(id), stream));
        scribe.write(new Genesis(dualKey, settings.slotSeconds(), binding), slot, nowMs);
        return scribe;
    }

    private static NodeBinding bind(Identity identity, byte[] stream) {
        return new NodeBinding(
                identity.networkId(),
                identity.nodeId().bytes(),
                identity.certificate(),
                identity.sign(NodeBinding.DOMAIN, stream));
    }

    /** What a local random is made of; the pool's bytes are used up. */
    record PublicValueDraw(byte[] localRandom, List<Origin> origins) {}

    /**
     * Draws a local random.
     *
     * @throws QGateException QG-QRN-0020 or QG-QRN-0021 when the pool has nothing healthy now
     */
    static PublicValueDraw draw(Crypto crypto, QuantumPool pool, Origins origins) {
        Portion portion = pool.take(CONSUMER, Layout.DIGEST, false, PATIENCE_MS);
        List<Origin> from = origins.of(portion);
        byte[] ofSystem = crypto.random().bytes(Layout.DIGEST);
        try {
            if (from.isEmpty() || from.size() > Layout.MAX_ORIGINS || portion.degraded()) {
                throw new QGateException(
                        QrngError.EMPTY, "64 bytes of " + from.size() + " windows, or degraded ones: not for a value");
            }
            return new PublicValueDraw(Digests.localRandom(new NodeBlocks(crypto), portion.bytes(), ofSystem), from);
        } finally {
            Arrays.fill(portion.bytes(), (byte) 0);
            Arrays.fill(ofSystem, (byte) 0);
        }
    }

    private static PublicValue next(NodeBlocks blocks, byte[] stream, byte[] previous, PublicValueDraw drawn) {
        byte[] value = Digests.value(blocks, stream, previous, drawn.localRandom());
        return new PublicValue(drawn.localRandom(), previous, value, drawn.origins());
    }

    /** Returns the state after what was written. */
    ChainState state() {
        return state;
    }

    /** Returns what was written. */
    List<ChainStore.Minted> minted() {
        return minted;
    }

    /** Changes what the next PUBLIC block will say of its origins. */
    void next(PublicValue same) {
        state = state.with(same);
    }

    /** Writes the value that is due, and commits to the next one. */
    void value(long nowMs, PublicValueDraw drawn) {
        PublicValue due = state.next();
        state = state.with(next(blocks, state.stream(), due.value(), drawn));
        write(due, state.coveredMs() + state.slotMs(), nowMs);
    }

    /** Writes a block that accounts for no slot. */
    void write(Content content, long nowMs) {
        write(content, state.coveredMs(), nowMs);
    }

    /** Writes a block. */
    void write(Content content, long slot, long nowMs) {
        long made = Math.max(nowMs, state.madeMs());
        byte[] commitment =
                Digests.commitment(blocks, state.stream(), state.next().localRandom());
        BlockHeader header = new BlockHeader(state.stream(), state.head() + 1, state.digest(), slot, made, commitment);
        byte[] body = BlockCodec.body(header, content);
        byte[] signature = crypto.derived().signDual(Digests.DOMAIN, body, PURPOSE, state.nonce());
        byte[] encoded = BlockCodec.join(body, signature);
        Block block = BlockCodec.decode(encoded); // what a verifier would refuse is never kept
        if (!blocks.verify(crypto.derived().dualKey(PURPOSE, state.nonce()), Digests.DOMAIN, body, signature)) {
            throw new QGateException(QrngError.BAD_BLOCK, "the signature just made does not hold");
        }
        minted.add(new ChainStore.Minted(block, encoded));
        long covered = block.kind().covers() ? slot + (block.slots() - 1) * state.slotMs() : state.coveredMs();
        state = state.after(header.sequence(), Digests.block(blocks, body), covered, made, encoded.length);
    }
}
