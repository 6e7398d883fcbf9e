package org.qgate.sandbox.child;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.qgate.ext.store.Space;

/** The extender's space in the node's store. Thread-safe. */
record RemoteSpace(Node node) implements Space {
    /** One more than the node takes: it says so. */
    private static final int MOST_CHANGES = 1_001;

    @Override
    public Optional<byte[]> get(String map, byte[] key) {
        return Optional.ofNullable(node.bytes("space.get", map, key));
    }

    @Override
    public void put(String map, byte[] key, byte[] value) {
        node.ask("space.put", map, key, value);
    }

    @Override
    public void remove(String map, byte[] key) {
        node.ask("space.remove", map, key);
    }

    @Override
    public void replace(String map, byte[] key, Optional<byte[]> expected, Optional<byte[]> value) {
        Bounds.present("what is expected", expected);
        Bounds.present("the value", value);
        node.ask("space.replace", map, key, expected.orElse(null), value.orElse(null));
    }

    @Override
    public long add(String map, byte[] key, long amount) {
        return node.number("space.add", map, key, amount);
    }

    @Override
    public void apply(List<Change> changes) {
        List<Object> all = new ArrayList<>();
        Bounds.present("the changes", changes).stream().limit(MOST_CHANGES).forEach(change -> {
            Bounds.present("a change", change);
            byte[] value = Bounds.present("a value", change.value()).orElse(null);
            all.add(Arrays.asList(change.map(), change.key(), value));
        });
        node.ask("space.apply", all);
    }

    @Override
    public List<Entry> range(String map, Optional<byte[]> from, Optional<byte[]> to, int most) {
        byte[] first = Bounds.present("from", from).orElse(null);
        byte[] end = Bounds.present("to", to).orElse(null);
        return node.read(node.ask("space.range", map, first, end, most), rows -> {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < rows.size(); i += 2) {
                entries.add(new Entry(rows.bytes(i), rows.bytes(i + 1)));
            }
            return List.copyOf(entries);
        });
    }
}
