package org.qgate.qrng.internal.mint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.store.Batch;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.Row;
import org.qgate.api.store.Store;
import org.qgate.api.store.StoreMap;
import org.qgate.blocks.BadBlock;
import org.qgate.blocks.Block;
import org.qgate.blocks.Kind;
import org.qgate.blocks.Layout;
import org.qgate.common.wire.WireException;

/**
 * Where the chain lies in the store: blocks by stream and sequence; the state, notes of what is not minted yet, streams that
 * ended, and which blocks are recalls.
 */
final class ChainStore {
    private static final String NAMESPACE = "qrng";
    private static final String CHAIN = "chain";
    private static final String BLOCKS = "blocks";
    private static final byte[] STATE = "state".getBytes(StandardCharsets.US_ASCII);
    private static final String NOTE = "note/";
    private static final String ENDED = "ended/";
    private static final String RECALL = "recall/";
    private static final int PAGE = 500;
    /** Recalls that are kept when all around them is gone. */
    private static final int MOST_RECALLS = 1_000;
    /** A batch removes at most so many blocks. */
    private static final int MOST_PRUNED = 16;
    /** So many last blocks are never removed. */
    private static final int LEAST_KEPT = 16;

    private final Namespace namespace;

    ChainStore(Store store) {
        namespace = store.namespace(NAMESPACE);
    }

    /** The state, and how it lies there. */
    record Kept(ChainState state, byte[] raw) {}

    /** A signed block and what it says. */
    record Minted(Block block, byte[] encoded) {}

    private StoreMap chain() {
        return namespace.map(CHAIN);
    }

    private StoreMap blocks() {
        return namespace.map(BLOCKS);
    }

    Optional<Kept> state() {
        try {
            return chain().get(STATE).map(raw -> new Kept(ChainState.decode(raw), raw));
        } catch (WireException | BadBlock | IllegalStateException damaged) {
            throw new QGateException(QrngError.BAD_BLOCK, "the state of the chain makes no sense", damaged);
        }
    }

    private static byte[] key(String kind, byte[] rest) {
        byte[] word = kind.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(word.length + rest.length)
                .put(word)
                .put(rest)
                .array();
    }

    private static byte[] key(byte[] stream, long sequence) {
        return ByteBuffer.allocate(Layout.STREAM + Long.BYTES)
                .put(stream)
                .putLong(sequence)
                .array();
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    static long sequence(byte[] key) {
        return ByteBuffer.wrap(key, key.length - Long.BYTES, Long.BYTES).getLong();
    }

    private List<Row> all(String kind, byte[] rest) {
        byte[] from = key(kind, rest);
        byte[] to = from.clone();
        to[to.length - 1]++; // a kind ends with a slash, a stream's id may end with 255: then the kind's end will do
        if (to[to.length - 1] == 0) {
            to = key(kind, new byte[0]);
            to[to.length - 1]++;
        }
        List<Row> rows = new ArrayList<>();
        List<Row> page = chain().range(from, to, PAGE);
        while (!page.isEmpty()) {
            rows.addAll(page);
            byte[] last = page.get(page.size() - 1).key();
            page = chain().range(Arrays.copyOf(last, last.length + 1), to, PAGE);
        }
        rows.removeIf(row -> !Arrays.equals(from, Arrays.copyOf(row.key(), from.length)));
        return rows;
    }

    // Notes: batches and failures that no block tells of yet.

    List<Row> notes() {
        return all(NOTE, new byte[0]);
    }

    static byte[] noteKey(long number) {
        return key(NOTE, number(number));
    }

    byte[] note(long number, byte[] content) {
        byte[] key = noteKey(number);
        chain().put(key, content);
        return key;
    }

    // Blocks.

    Optional<byte[]> block(byte[] stream, long sequence) {
        return blocks().get(key(stream, sequence));
    }

    /** Returns blocks in ascending order; fewer than asked for when they are large, none only at the end. */
    List<byte[]> blocks(byte[] stream, long from, long to, int limit) {
        return blocks().range(key(stream, from), key(stream, to + 1), limit).stream()
                .map(Row::value)
                .toList();
    }

    /** Returns the sequences of a stream's recalls. */
    List<Long> recalls(byte[] stream) {
        return all(RECALL, stream).stream().map(row -> sequence(row.key())).toList();
    }

    /** Returns the streams that ended, with the first sequence from which on all is kept, and the last. */
    List<Ended> ended() {
        return all(ENDED, new byte[0]).stream()
                .map(row -> {
                    ByteBuffer value = ByteBuffer.wrap(row.value());
                    byte[] stream = Arrays.copyOfRange(row.key(), ENDED.length(), row.key().length);
                    return new Ended(stream, value.getLong(), value.getLong());
                })
                .toList();
    }

    /** A stream that is not continued. */
    record Ended(byte[] stream, long oldest, long head) {}

    /**
     * Makes blocks, the state after them and the end of notes durable together.
     *
     * @param before what the state must be; empty: there is none
     * @param keptBytes over which old blocks go
     * @param notes that the blocks tell of
     * @param fresh notes in place of those
     * @return false when somebody else has minted meanwhile
     */
    boolean commit(
            Optional<Kept> before,
            ChainState after,
            List<Minted> minted,
            long keptBytes,
            List<byte[]> notes,
            List<Row> fresh) {
        Batch batch = namespace.batch().expect(CHAIN, STATE, before.map(Kept::raw));
        before.filter(kept -> !Arrays.equals(kept.state().stream(), after.stream()))
                .ifPresent(kept -> end(batch, kept.state()));
        for (Minted each : minted) {
            long sequence = each.block().header().sequence();
            batch.put(BLOCKS, key(after.stream(), sequence), each.encoded());
            if (each.block().kind() == Kind.RECALL) {
                pin(batch, after, sequence);
            }
        }
        notes.forEach(key -> batch.remove(CHAIN, key));
        fresh.forEach(row -> batch.put(CHAIN, row.key(), row.value()));
        batch.put(CHAIN, STATE, prune(batch, after, keptBytes).encode());
        return batch.commit();
    }

    private static void end(Batch batch, ChainState state) {
        byte[] range = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(state.oldest())
                .putLong(state.head())
                .array();
        batch.put(CHAIN, key(ENDED, state.stream()), range);
    }

    private void pin(Batch batch, ChainState after, long sequence) {
        byte[] stream = after.stream();
        batch.put(CHAIN, key(RECALL, key(stream, sequence)), new byte[] {1});
        List<Long> pinned = recalls(stream);
        if (pinned.size() >= MOST_RECALLS) {
            batch.remove(CHAIN, key(RECALL, key(stream, pinned.get(0))));
            if (pinned.get(0) < after.oldest()) {
                batch.remove(BLOCKS, key(stream, pinned.get(0)));
            }
        }
    }

    private ChainState prune(Batch batch, ChainState state, long keptBytes) {
        if (state.keptBytes() <= keptBytes) {
            return state;
        }
        Optional<Ended> ended = ended().stream().findFirst();
        if (ended.isPresent()) {
            return pruneEnded(batch, state, ended.get());
        }
        long freed = 0;
        long oldest = state.oldest();
        long most = Math.min(oldest + MOST_PRUNED, state.head() - LEAST_KEPT);
        while (oldest < most && state.keptBytes() - freed > keptBytes) {
            freed += drop(batch, state.stream(), oldest++);
        }
        return state.pruned(freed, oldest);
    }

    private ChainState pruneEnded(Batch batch, ChainState state, Ended ended) {
        long freed = 0;
        long oldest = ended.oldest();
        for (int i = 0; i < MOST_PRUNED && oldest <= ended.head(); i++) {
            freed += drop(batch, ended.stream(), oldest++);
        }
        byte[] key = key(ENDED, ended.stream());
        if (oldest <= ended.head()) {
            batch.put(
                    CHAIN,
                    key,
                    ByteBuffer.allocate(2 * Long.BYTES)
                            .putLong(oldest)
                            .putLong(ended.head())
                            .array());
        } else {
            batch.remove(CHAIN, key).remove(BLOCKS, key(ended.stream(), 0));
            for (long recall : recalls(ended.stream())) {
                batch.remove(CHAIN, key(RECALL, key(ended.stream(), recall)));
                batch.remove(BLOCKS, key(ended.stream(), recall));
            }
        }
        return state.pruned(freed, state.oldest());
    }

    /** Removes a block unless it is a recall; returns the bytes that it had. */
    private long drop(Batch batch, byte[] stream, long sequence) {
        byte[] key = key(stream, sequence);
        Optional<byte[]> block = blocks().get(key);
        boolean pinned = chain().get(key(RECALL, key)).isPresent();
        if (block.isPresent() && !pinned) {
            batch.remove(BLOCKS, key);
        }
        return block.map(each -> (long) each.length).orElse(0L);
    }
}
