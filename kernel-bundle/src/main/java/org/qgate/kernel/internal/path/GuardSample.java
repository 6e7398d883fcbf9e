package org.qgate.kernel.internal.path;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.RandomSource;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.kernel.internal.directory.View;

/**
 * The sampled guards in their order of preference: confirmed ones in the order of their confirmation, then the others
 * in the order in which they were sampled ([PATH-4] to [PATH-6]). Source: Tor's guard specification, simplified: one
 * list instead of several sets.
 */
final class GuardSample {
    private static final long FORGET_UNLISTED_MS = 20L * 86_400_000;
    private static final long LONGEST_REST_MS = 3_600_000;
    private static final int VERSION = 1;
    private static final int MAX_GUARDS = 60;
    private static final int GUARD_BYTES = 32 + 3 * 8 + 4 + 8;

    private final PathSettings settings;
    private final List<Guard> guards = new ArrayList<>();

    GuardSample(PathSettings settings) {
        this.settings = settings;
    }

    /** Drops what is too old and samples what lacks, from a usable view; returns whether anything changed. */
    boolean update(View view, NodeId self, RandomSource random, long nowMs) {
        List<Guard> before = List.copyOf(guards);
        guards.replaceAll(guard -> guard.listed(view.relays().containsKey(guard.id()), nowMs));
        guards.removeIf(guard -> nowMs - guard.addedMs() >= settings.guardLifetimeMs()
                || guard.unlistedMs() > 0 && nowMs - guard.unlistedMs() >= FORGET_UNLISTED_MS);
        fill(view, self, random, nowMs);
        return !before.equals(guards);
    }

    private void fill(View view, NodeId self, RandomSource random, long nowMs) {
        Set<NodeId> held = guards.stream().map(Guard::id).collect(Collectors.toSet());
        long listed = guards.stream().filter(guard -> guard.unlistedMs() == 0).count();
        int room = (int) Math.min(settings.guardSample() - listed, MAX_GUARDS - guards.size());
        if (room <= 0) {
            return;
        }
        List<Relay> candidates = new ArrayList<>(view.sorted().stream()
                .filter(relay -> relay.flags().contains("guard"))
                .filter(relay -> !relay.id().equals(self) && !held.contains(relay.id()))
                .toList());
        for (int i = 0; i < room && !candidates.isEmpty(); i++) {
            // Moved back at random, so that the date tells no one when this node joined.
            long back = WeightedChoice.below(settings.guardLifetimeMs() / 10 + 1, random);
            guards.add(new Guard(WeightedChoice.take(candidates, random).id(), nowMs - back, 0, 0, 0, 0));
        }
    }

    /**
     * Returns the guards of a view in order of preference: those that may be tried now; when all of them rest, all,
     * since then more likely this node is cut off than every guard is down.
     */
    List<Relay> preferred(View view, Set<NodeId> exclude, long nowMs) {
        List<Guard> ordered = guards.stream()
                .filter(guard -> !exclude.contains(guard.id()))
                .filter(guard -> view.relay(guard.id())
                        .filter(relay -> relay.flags().contains("guard"))
                        .isPresent())
                .sorted(Comparator.comparingLong(
                        guard -> guard.confirmedMs() == 0 ? Long.MAX_VALUE : guard.confirmedMs()))
                .toList();
        List<Guard> awake =
                ordered.stream().filter(guard -> guard.retryAtMs() <= nowMs).toList();
        return (awake.isEmpty() ? ordered : awake)
                .stream().flatMap(guard -> view.relay(guard.id()).stream()).toList();
    }

    /** Notes what became of a link to a guard; returns whether anything changed. */
    boolean tried(NodeId id, boolean reached, long nowMs) {
        for (int i = 0; i < guards.size(); i++) {
            Guard guard = guards.get(i);
            if (guard.id().equals(id)) {
                Guard after = reached ? guard.reached(nowMs) : guard.missed(rest(guard.failures()), nowMs);
                guards.set(i, after);
                return !after.equals(guard);
            }
        }
        return false;
    }

    private long rest(int failures) {
        return Math.min(LONGEST_REST_MS, settings.guardRetryMs() << Math.min(failures, 12));
    }

    byte[] write() {
        WireWriter out =
                new WireWriter(8 + guards.size() * GUARD_BYTES).u8(VERSION).u8(guards.size());
        for (Guard guard : guards) {
            out.bytes(guard.id().bytes())
                    .i64(guard.addedMs())
                    .i64(guard.confirmedMs())
                    .i64(guard.unlistedMs());
            out.i32(guard.failures()).i64(guard.retryAtMs());
        }
        return out.toBytes();
    }

    /**
     * Reads guards that were written.
     *
     * @throws WireException when they are damaged
     */
    static List<Guard> parse(byte[] written) {
        WireReader in = new WireReader(written);
        int version = in.u8();
        int count = in.u8();
        if (version != VERSION || count > MAX_GUARDS || in.remaining() != count * GUARD_BYTES) {
            throw new WireException("guards of version " + version + ", or truncated");
        }
        List<Guard> read = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            read.add(new Guard(NodeId.of(in.bytes(NodeId.BYTES)), in.i64(), in.i64(), in.i64(), in.i32(), in.i64()));
        }
        return read;
    }

    /** Puts others in the sample's place. */
    void replace(List<Guard> others) {
        guards.clear();
        guards.addAll(others);
    }
}
