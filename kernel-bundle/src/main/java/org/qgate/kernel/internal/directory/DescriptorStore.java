package org.qgate.kernel.internal.directory;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.qgate.api.NodeId;

/**
 * Verified descriptors by digest, the newest of each relay, and the highest sequence and epoch that each relay ever
 * showed: what was once replaced never comes back ([DESC-11]). Bounded. Event loop only.
 */
final class DescriptorStore {
    private static final int MAX_MARKS = 65_536;

    private final Map<String, Descriptor> byDigest = new HashMap<>();
    private final Map<NodeId, Descriptor> newest = new HashMap<>();
    private final LinkedHashMap<NodeId, Mark> marks = new LinkedHashMap<>();
    private final int maxRelays;

    DescriptorStore(int maxRelays) {
        this.maxRelays = maxRelays;
    }

    /**
     * The highest that a relay showed.
     *
     * @param listed in snapshots in force here
     * @param offered in descriptors accepted here
     */
    record Mark(long listed, long offered, long epoch) {
        static final Mark NONE = new Mark(0, 0, 0);
    }

    /** What became of a descriptor. */
    enum Outcome {
        /** It is the relay's newest. */
        NEW,
        /** It is here already. */
        KNOWN,
        /** A newer one, or another of the same sequence, was seen before. */
        STALE,
        /** No room for more relays. */
        FULL
    }

    /** Takes a verified descriptor that its relay or a neighbour offered. */
    Outcome offer(Descriptor descriptor) {
        if (byDigest.containsKey(descriptor.digest())) {
            return Outcome.KNOWN;
        }
        Mark mark = marks.getOrDefault(descriptor.id(), Mark.NONE);
        Descriptor held = newest.get(descriptor.id());
        long sequence = descriptor.fields().sequence();
        boolean replaced = held != null && sequence <= held.fields().sequence();
        if (replaced || sequence < Math.max(mark.listed(), mark.offered()) || descriptor.epoch() < mark.epoch()) {
            return Outcome.STALE;
        }
        if (held == null && newest.size() >= maxRelays) {
            return Outcome.FULL;
        }
        put(descriptor);
        return Outcome.NEW;
    }

    /** Takes a verified descriptor that a verified snapshot names. */
    void listed(Descriptor descriptor) {
        byDigest.put(descriptor.digest(), descriptor);
        Descriptor held = newest.get(descriptor.id());
        if (held == null || held.fields().sequence() < descriptor.fields().sequence()) {
            put(descriptor);
        }
    }

    private void put(Descriptor descriptor) {
        byDigest.put(descriptor.digest(), descriptor);
        newest.put(descriptor.id(), descriptor);
        Mark mark = marks.getOrDefault(descriptor.id(), Mark.NONE);
        mark(
                descriptor.id(),
                new Mark(
                        mark.listed(),
                        Math.max(mark.offered(), descriptor.fields().sequence()),
                        Math.max(mark.epoch(), descriptor.epoch())));
    }

    /** Remembers what a snapshot in force names; the sequence never falls. */
    void markListed(NodeId id, long sequence) {
        Mark mark = marks.getOrDefault(id, Mark.NONE);
        mark(id, new Mark(Math.max(mark.listed(), sequence), mark.offered(), mark.epoch()));
    }

    void mark(NodeId id, Mark mark) {
        marks.remove(id); // to the young end
        marks.put(id, mark);
        if (marks.size() > MAX_MARKS) {
            marks.remove(marks.keySet().iterator().next());
        }
    }

    Mark mark(NodeId id) {
        return marks.getOrDefault(id, Mark.NONE);
    }

    Map<NodeId, Mark> marks() {
        return new LinkedHashMap<>(marks);
    }

    Optional<Descriptor> byDigest(String digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    boolean has(String digest) {
        return byDigest.containsKey(digest);
    }

    Collection<Descriptor> newest() {
        return List.copyOf(newest.values());
    }

    /** Returns every descriptor here, older ones that a snapshot still names first. */
    Collection<Descriptor> all() {
        return byDigest.values().stream()
                .sorted((one, other) ->
                        Long.compare(one.fields().sequence(), other.fields().sequence()))
                .toList();
    }

    /** Forgets what is past its time, and older descriptors that no snapshot in use names. */
    boolean tidy(Set<String> inUse, long nowMs) {
        boolean dropped = newest.values().removeIf(one -> one.validUntilMs() <= nowMs);
        byDigest.values().removeIf(one -> !inUse.contains(one.digest()) && newest.get(one.id()) != one);
        return dropped;
    }
}
