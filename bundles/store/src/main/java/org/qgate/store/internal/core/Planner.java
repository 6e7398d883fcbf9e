package org.qgate.store.internal.core;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.store.internal.index.IndexKey;
import org.qgate.store.internal.journal.Entry;
import org.qgate.store.internal.journal.Place;

/**
 * Turns the requests of one group into entries: each sees what those before it in the group did, and one that is refused
 * leaves nothing. For one group and one thread.
 */
final class Planner {
    private final Reads reader;
    private final Limits limits;
    private final IntPredicate named;
    private final LongSupplier sequences;
    private final long nowMs;
    /** What the group changed so far, by index key. */
    private final Map<ByteBuffer, Entry> changed = new HashMap<>();

    private final Map<Integer, Long> grown = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Entry> news = new ArrayList<>();

    Planner(Reads reader, Limits limits, IntPredicate named, LongSupplier sequences, long nowMs) {
        this.reader = reader;
        this.limits = limits;
        this.named = named;
        this.sequences = sequences;
        this.nowMs = nowMs;
    }

    List<Entry> entries() {
        return entries;
    }

    /** Returns the entries that change something, not those that only move. */
    List<Entry> news() {
        return news;
    }

    void plan(Request request) {
        try {
            Draft draft = new Draft(request);
            boolean held = request.copies().stream().allMatch(draft::copy)
                    && request.ops().stream().allMatch(draft::step);
            if (held) {
                draft.keep();
                if (request.copies().isEmpty()) {
                    news.addAll(draft.own.values());
                }
            }
            request.decide(held);
        } catch (QGateException refused) {
            request.fail(refused);
        }
    }

    /** One request's changes until it is sure that all of them hold. */
    private final class Draft {
        private final Request request;
        private final int namespace;
        private final Map<ByteBuffer, Entry> own = new LinkedHashMap<>();
        private long growth;

        Draft(Request request) {
            this.request = request;
            this.namespace = request.namespace();
        }

        boolean step(Op op) {
            refuseForgottenMap(op);
            ByteBuffer at = ByteBuffer.wrap(IndexKey.of(op.map(), op.key()));
            switch (op.kind()) {
                case EXPECT:
                    return Arrays.equals(valueOf(current(at)), op.value());
                case PUT:
                    set(at, new Entry(op.map(), op.key(), op.value(), sequences.getAsLong(), op.number()));
                    return true;
                case ADD:
                    long sum = Counters.value(valueOf(current(at))) + op.number();
                    request.summed(sum);
                    set(at, new Entry(op.map(), op.key(), Counters.of(sum), sequences.getAsLong(), 0));
                    return true;
                case REMOVE:
                    if (lengthOf(at) > 0) {
                        set(at, new Entry(op.map(), op.key(), null, sequences.getAsLong(), 0));
                    }
                    return true;
                default:
                    throw new IllegalStateException(op.kind().name());
            }
        }

        private static byte[] valueOf(Entry entry) {
            return entry == null ? null : entry.value();
        }

        /** The store's own changes, of namespace 0, may be of maps without a name. */
        private void refuseForgottenMap(Op op) {
            if (namespace != 0 && !named.test(op.map())) {
                throw new QGateException(
                        StoreError.BRANCHED, "the namespace went back while the batch was put together");
            }
        }

        /** A copy that is no longer the latest is left out; it is no reason to refuse the others. */
        boolean copy(Request.Copy copy) {
            byte[] key = IndexKey.of(copy.entry().map(), copy.entry().key());
            Place now = reader.place(key);
            Place expected = copy.from().removal() ? null : copy.from().place();
            boolean latest = expected == null ? now == null : expected.equals(now);
            if (latest && !changed.containsKey(ByteBuffer.wrap(key))) {
                Entry entry = copy.entry();
                own.put(ByteBuffer.wrap(key), entry.sequence() == 0 ? entry.numbered(sequences.getAsLong()) : entry);
            }
            return true;
        }

        /** Returns what the request or the group changed, or null. */
        private Entry pending(ByteBuffer at) {
            Entry entry = own.get(at);
            return entry == null ? changed.get(at) : entry;
        }

        private Entry current(ByteBuffer at) {
            Entry pending = pending(at);
            Entry entry = pending == null ? reader.entry(at.array()) : pending;
            return entry == null || entry.isRemoval() || entry.isOver(nowMs) ? null : entry;
        }

        private int lengthOf(ByteBuffer at) {
            Entry entry = pending(at);
            if (entry != null) {
                return entry.isRemoval() ? 0 : reader.frameBytes(entry);
            }
            Place place = reader.place(at.array());
            return place == null ? 0 : place.length();
        }

        private void set(ByteBuffer at, Entry entry) {
            if (limits.matter()) {
                measure(at, entry);
            }
            own.put(at, entry);
        }

        private void measure(ByteBuffer at, Entry entry) {
            int before = lengthOf(at);
            int after = entry.isRemoval() ? 0 : reader.frameBytes(entry);
            growth += after - before;
            if (before == 0 && after > 0) {
                limits.refuseNewKeyWhenFull();
            }
        }

        void keep() {
            long inGroup = grown.getOrDefault(namespace, 0L);
            if (growth > 0) {
                limits.refuseBeyondQuota(namespace, inGroup + growth);
            }
            grown.put(namespace, inGroup + growth);
            changed.putAll(own);
            entries.addAll(own.values());
        }
    }
}
