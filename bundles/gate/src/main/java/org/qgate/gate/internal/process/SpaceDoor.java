package org.qgate.gate.internal.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.qgate.ext.Host;
import org.qgate.ext.store.Space;
import org.qgate.ext.store.Space.Change;
import org.qgate.ext.store.Space.Entry;
import org.qgate.sandbox.wire.Arguments;
import org.qgate.sandbox.wire.BreachException;

/** The extender's space of the store. */
record SpaceDoor(Host host) implements Answering.Part {
    /** So much of a range fits into a frame; its first entry always does. */
    private static final int MOST_BYTES = 1 << 20;

    @Override
    public void addTo(Map<String, Answering> all) {
        all.put("space.get", its -> space().get(its.text(0), its.bytes(1)).orElse(null));
        all.put("space.put", Answering.doing(its -> space().put(its.text(0), its.bytes(1), its.bytes(2))));
        all.put("space.remove", Answering.doing(its -> space().remove(its.text(0), its.bytes(1))));
        all.put("space.replace", Answering.doing(its -> space().replace(
                        its.text(0), its.bytes(1), its.perhapsBytes(2), its.perhapsBytes(3))));
        all.put("space.add", its -> space().add(its.text(0), its.bytes(1), its.number(2)));
        all.put("space.apply", Answering.doing(its -> space().apply(changes(its.list(0)))));
        all.put(
                "space.range",
                its -> said(space().range(its.text(0), its.perhapsBytes(1), its.perhapsBytes(2), its.small(3))));
    }

    private Space space() {
        return host.space();
    }

    private static List<Change> changes(Arguments given) throws BreachException {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Arguments change = given.list(i);
            changes.add(new Change(change.text(0), change.bytes(1), change.perhapsBytes(2)));
        }
        return changes;
    }

    /** Key, value, key, value; fewer of them when values are large, as the API says. */
    private static List<byte[]> said(List<Entry> entries) {
        List<byte[]> said = new ArrayList<>();
        long bytes = 0;
        for (Entry entry : entries) {
            bytes += entry.key().length + entry.value().length;
            if (bytes > MOST_BYTES && !said.isEmpty()) {
                break;
            }
            said.add(entry.key());
            said.add(entry.value());
        }
        return said;
    }
}
