package org.qgate.extender.messenger.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.ext.store.Space.Change;
import org.qgate.ext.store.Space.Entry;
import org.qgate.extender.messenger.session.Octets;

/** One step: reads, sees what it wrote itself, and changes all or nothing at {@link #commit}. For one thread. */
public final class Step {
    private final Books books;
    private final Map<Slot, Optional<byte[]>> changes = new LinkedHashMap<>();

    Step(Books books) {
        this.books = books;
    }

    private record Slot(String map, Octets key) {}

    /** Returns a value, as this step sees it. */
    public Optional<byte[]> get(String map, Octets key) {
        Optional<byte[]> changed = changes.get(new Slot(map, key));
        return changed != null ? changed : books.get(map, key.bytes());
    }

    /** Whether there is a value. */
    public boolean has(String map, Octets key) {
        return get(map, key).isPresent();
    }

    /** Sets a value. */
    public Step put(String map, Octets key, byte[] value) {
        changes.put(new Slot(map, key), Optional.of(value));
        return this;
    }

    /** Removes a value, if there is one. */
    public Step remove(String map, Octets key) {
        changes.put(new Slot(map, key), Optional.empty());
        return this;
    }

    /** Returns stored rows whose keys begin so, in their order, without what this step changes; at most 1,000. */
    public List<Entry> rows(String map, Octets prefix, int most) {
        return rows(map, prefix, prefix, most);
    }

    /** Returns stored rows whose keys begin with a prefix, from a key on; at most 1,000. */
    public List<Entry> rows(String map, Octets prefix, Octets from, int most) {
        List<Entry> all = new ArrayList<>();
        Optional<byte[]> to = At.after(prefix);
        Octets next = from;
        while (all.size() < most) {
            Optional<byte[]> first = next.length() == 0 ? Optional.empty() : Optional.of(next.bytes());
            List<Entry> some = books.range(map, first, to, most - all.size());
            if (some.isEmpty()) {
                return all;
            }
            all.addAll(some);
            next = At.of(Octets.of(some.get(some.size() - 1).key()), new byte[1]);
        }
        return all;
    }

    /** How much would be changed, in rows. */
    public int size() {
        return changes.size();
    }

    /**
     * Changes all of it; durable when it returns.
     *
     * @throws NotOurTurnException when another version works now
     */
    public void commit() {
        if (changes.isEmpty()) {
            return;
        }
        List<Change> all = new ArrayList<>();
        changes.forEach(
                (slot, value) -> all.add(new Change(slot.map(), slot.key().bytes(), value)));
        books.apply(all);
        changes.clear();
    }
}
