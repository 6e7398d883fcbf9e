package org.qgate.qrng.internal.mint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.QuantumPool;
import org.qgate.api.store.Row;
import org.qgate.api.store.Store;
import org.qgate.blocks.BlockCodec;
import org.qgate.blocks.DeviceFacts;
import org.qgate.blocks.Digests;
import org.qgate.blocks.Failure;
import org.qgate.blocks.Kind;
import org.qgate.blocks.Layout;
import org.qgate.blocks.Origin;
import org.qgate.blocks.PrivateManifest;
import org.qgate.blocks.PublicValue;
import org.qgate.blocks.Recall;
import org.qgate.blocks.Skip;
import org.qgate.blocks.Texts;

/**
 * Mints what is due, one step at a time: manifests of the slot that ended, skips of slots that passed, failures and recalls,
 * the value of this slot. Reads the state anew at each step, so whatever became of the step before, it goes on from what is
 * durable. For one thread at a time.
 */
final class Press {
    private static final int MOST_EVENTS = 256;

    private final Origins origins;
    private final Tally tally;
    private final Supplier<Optional<QuantumPool>> pool;
    private final Supplier<Optional<String>> network;
    private final long startedMs;
    private final Queue<Quarantine> quarantines = new ArrayDeque<>();
    private final List<byte[]> notes = new ArrayList<>();
    private volatile MintSettings settings;
    private volatile String stream = "";
    private volatile long head = -1;
    private volatile long minted;
    private boolean resumed;
    private long nextNote;
    private long closedUntilMs;
    private long dryUntilMs;
    private long manifestSlot = -1;

    /** A quarantine that no block tells of yet. */
    record Quarantine(String device, long lastClean, long window, String code, String cause) {}

    Press(
            MintSettings settings,
            Origins origins,
            Tally tally,
            Supplier<Optional<QuantumPool>> pool,
            Supplier<Optional<String>> network,
            long startedMs) {
        this.settings = settings;
        this.origins = origins;
        this.tally = tally;
        this.pool = pool;
        this.network = network;
        this.startedMs = startedMs;
    }

    void settings(MintSettings next) {
        settings = next;
    }

    String stream() {
        return stream;
    }

    long head() {
        return head;
    }

    long minted() {
        return minted;
    }

    /** Notes a quarantine; returns false when too many wait. */
    boolean quarantined(Quarantine event) {
        synchronized (quarantines) {
            return quarantines.size() < MOST_EVENTS && quarantines.add(event);
        }
    }

    /** Notes that there was no vault or store. */
    void closed(long nowMs) {
        closedUntilMs = nowMs;
    }

    /** Makes what waits durable, so that a crash loses at most what came since the last step. */
    void save(Store store) {
        ChainStore chain = new ChainStore(store);
        resume(chain);
        for (PrivateManifest each : tally.unsaved()) {
            notes.add(chain.note(nextNote++, BlockCodec.encode(each)));
        }
    }

    private void resume(ChainStore chain) {
        if (resumed) {
            return;
        }
        for (Row row : chain.notes()) {
            tally.resume((PrivateManifest) BlockCodec.decode(Kind.PRIVATE_MANIFEST, row.value()));
            notes.add(row.key());
            nextNote = Math.max(nextNote, ChainStore.sequence(row.key()) + 1);
        }
        resumed = true;
    }

    /**
     * Mints what is due.
     *
     * @throws QGateException when something is missing; then what is due waits
     */
    void step(Crypto crypto, Store store, long nowMs) {
        ChainStore chain = new ChainStore(store);
        save(store);
        Optional<ChainStore.Kept> kept = chain.state();
        if (kept.isEmpty() || !kept.get().state().fits(settings)) {
            kept = begin(crypto, chain, kept, nowMs);
        }
        tell(kept.get().state());
        kept = manifests(crypto, chain, kept, nowMs);
        kept = skip(crypto, chain, kept, nowMs);
        kept = failures(crypto, chain, kept, nowMs);
        value(crypto, chain, kept, nowMs);
    }

    private void tell(ChainState state) {
        stream = Digests.hex(state.stream());
        head = state.head();
    }

    private static long slotOf(ChainState state, long nowMs) {
        return nowMs - nowMs % state.slotMs();
    }

    private QuantumPool source() {
        return pool.get()
                .orElseThrow(() -> new QGateException(QrngError.NO_HEALTHY_SOURCE, "the pool is not there yet"));
    }

    private Optional<ChainStore.Kept> begin(
            Crypto crypto, ChainStore chain, Optional<ChainStore.Kept> before, long nowMs) {
        Scribe.PublicValueDraw drawn = Scribe.draw(crypto, source(), origins);
        long bytes = before.map(kept -> kept.state().keptBytes()).orElse(0L);
        Scribe scribe = Scribe.begin(crypto, settings, nowMs, drawn, network.get(), bytes);
        return commit(chain, before, scribe, List.of(), List.of());
    }

    private Optional<ChainStore.Kept> commit(
            ChainStore chain, Optional<ChainStore.Kept> before, Scribe scribe, List<byte[]> told, List<Row> fresh) {
        if (!chain.commit(before, scribe.state(), scribe.minted(), settings.keptBytes(), told, fresh)) {
            throw new QGateException(QrngError.WRONG_STATE, "somebody else mints this stream");
        }
        minted += scribe.minted().size();
        Optional<ChainStore.Kept> after = chain.state();
        tell(after.orElseThrow().state());
        return after;
    }

    private static ChainState state(Optional<ChainStore.Kept> kept) {
        return kept.orElseThrow().state();
    }

    private Optional<ChainStore.Kept> manifests(
            Crypto crypto, ChainStore chain, Optional<ChainStore.Kept> kept, long nowMs) {
        long slot = slotOf(state(kept), nowMs);
        boolean due = slot != manifestSlot || tally.size() >= Layout.MAX_WINDOWS;
        if (!due || tally.isEmpty()) {
            manifestSlot = slot;
            return kept;
        }
        Tally.Full full = tally.full();
        Scribe scribe = Scribe.after(crypto, state(kept));
        full.manifests().forEach(each -> scribe.write(each, nowMs));
        // What came since the last note is not in the notes: nothing but the notes read before goes.
        Optional<ChainStore.Kept> after = commit(chain, kept, scribe, List.copyOf(notes), List.of());
        notes.clear();
        tally.settle(full);
        manifestSlot = slot;
        return after;
    }

    private Optional<ChainStore.Kept> skip(
            Crypto crypto, ChainStore chain, Optional<ChainStore.Kept> kept, long nowMs) {
        ChainState state = state(kept);
        long present = slotOf(state, nowMs);
        if (state.coveredMs() + state.slotMs() >= present) {
            return kept;
        }
        Scribe scribe = Scribe.after(crypto, state);
        skip(scribe, Math.min(present, slotOf(state, startedMs)), Skip.Reason.NOT_RUNNING, nowMs);
        skip(scribe, Math.min(present, slotOf(state, closedUntilMs)), Skip.Reason.LOCKED, nowMs);
        skip(scribe, Math.min(present, slotOf(state, dryUntilMs) + state.slotMs()), Skip.Reason.NO_RANDOMNESS, nowMs);
        skip(scribe, present, Skip.Reason.LATE, nowMs);
        return commit(chain, kept, scribe, List.of(), List.of());
    }

    /** Skips the slots that are not accounted for up to one that is left out. */
    private static void skip(Scribe scribe, long untilMs, Skip.Reason reason, long nowMs) {
        ChainState state = scribe.state();
        long from = state.coveredMs() + state.slotMs();
        if (from < untilMs) {
            long slots = Math.min((untilMs - from) / state.slotMs(), 0xffff_ffffL);
            scribe.write(new Skip(slots, reason), from, nowMs);
        }
    }

    private Optional<ChainStore.Kept> failures(
            Crypto crypto, ChainStore chain, Optional<ChainStore.Kept> from, long nowMs) {
        Optional<ChainStore.Kept> kept = from;
        Quarantine event = peek();
        while (event != null) {
            kept = failure(crypto, chain, kept, event, nowMs);
            synchronized (quarantines) {
                quarantines.remove();
            }
            event = peek();
        }
        return kept;
    }

    private Quarantine peek() {
        synchronized (quarantines) {
            return quarantines.peek();
        }
    }

    /** The failure and what it recalls become durable together. */
    private Optional<ChainStore.Kept> failure(
            Crypto crypto, ChainStore chain, Optional<ChainStore.Kept> kept, Quarantine event, long nowMs) {
        Scribe scribe = Scribe.after(crypto, state(kept));
        DeviceFacts device = origins.device(event.device(), crypto);
        long lastClean = Math.max(-1, Math.min(event.lastClean(), event.window()));
        String cause = Texts.fit(event.cause());
        scribe.write(new Failure(device, lastClean, Math.max(0, event.window()), event.code(), cause), nowMs);
        if (event.window() <= lastClean) {
            return commit(chain, kept, scribe, List.of(), List.of());
        }
        recall(chain, scribe, event, lastClean + 1, nowMs);
        tally.recall(Optional.empty(), event.device(), lastClean + 1, event.window());
        Tally.Full waiting = tally.full();
        List<Row> fresh = new ArrayList<>(); // notes of all that waits, as it is marked now
        for (PrivateManifest each : waiting.manifests()) {
            fresh.add(new Row(ChainStore.noteKey(nextNote++), BlockCodec.encode(each)));
        }
        Optional<ChainStore.Kept> after = commit(chain, kept, scribe, List.copyOf(notes), fresh);
        notes.clear();
        fresh.forEach(row -> notes.add(row.key()));
        tally.saved(waiting);
        return after;
    }

    private void recall(ChainStore chain, Scribe scribe, Quarantine event, long from, long nowMs) {
        Recall.Windows windows = new Recall.Windows(Optional.empty(), event.device(), from, event.window());
        Recall shape = new Recall(event.code(), "", false, List.of(windows), List.of());
        PublicValue next = scribe.state().next();
        boolean pending = next.origins().stream()
                .anyMatch(each -> shape.covers(each.device(), each.window().window()));
        if (pending) {
            List<Origin> marked = next.origins().stream()
                    .map(each -> shape.covers(each.device(), each.window().window())
                            ? new Origin(each.device(), each.window().recall())
                            : each)
                    .toList();
            scribe.next(new PublicValue(next.localRandom(), next.previousValue(), next.value(), marked));
        }
        List<Recall.Blocks> blocks = new RecallSearch(chain, scribe.state(), shape).blocks();
        String reason = Texts.fit("windows since the last clean one of " + event.device());
        scribe.write(new Recall(event.code(), reason, pending, List.of(windows), blocks), nowMs);
    }

    private void value(Crypto crypto, ChainStore chain, Optional<ChainStore.Kept> kept, long nowMs) {
        ChainState state = state(kept);
        long slot = state.coveredMs() + state.slotMs();
        if (nowMs < state.coveredMs() - state.slotMs()) {
            throw new QGateException(
                    QrngError.WRONG_STATE,
                    "the clock is " + (state.coveredMs() - nowMs) / 1_000
                            + " s behind the stream's last slot: wait, or begin another generation");
        }
        if (slotOf(state, nowMs) != slot || Math.max(nowMs, state.madeMs()) >= slot + state.slotMs()) {
            return;
        }
        dryUntilMs = Math.max(dryUntilMs, nowMs); // until it is minted
        Scribe.PublicValueDraw drawn = Scribe.draw(crypto, source(), origins);
        Scribe scribe = Scribe.after(crypto, state);
        scribe.value(nowMs, drawn);
        commit(chain, kept, scribe, List.of(), List.of());
        Arrays.fill(drawn.localRandom(), (byte) 0);
    }
}
