package org.qgate.kernel.internal.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;

/** Writes down what links tell, and checks that the items of a {@link Traffic} come whole and in order. */
final class Recorder implements LinkEvents {
    /** The end of a link. */
    record End(long link, LinkClose reason) {}

    final List<Link> ups = new ArrayList<>();
    final List<End> downs = new ArrayList<>();
    final Map<NodeId, LinkClose> failures = new LinkedHashMap<>();
    final Map<Long, Long> received = new HashMap<>(); // items by link
    final List<ControlType> controls = new ArrayList<>();
    boolean needed = true;
    int cellCalls;
    int writables;

    @Override
    public void up(Link link) {
        ups.add(link);
    }

    @Override
    public void failed(NodeId peer, LinkClose reason) {
        failures.put(peer, reason);
    }

    @Override
    public void down(Link link, LinkClose reason) {
        downs.add(new End(link.id(), reason));
    }

    @Override
    public void cells(Link link, CellSize size, byte[] buffer, int offset, int count) {
        cellCalls++;
        for (int i = 0; i < count; i++) {
            int at = offset + i * size.cell();
            item(link, Traffic.check(buffer, at + CellSize.HEADER, size.body()));
        }
    }

    @Override
    public void control(Link link, ControlType type, byte[] buffer, int offset, int length) {
        controls.add(type);
        if (type == ControlType.DIR_DATA) {
            item(link, Traffic.check(buffer, offset, length));
        }
    }

    private void item(Link link, long number) {
        long expected = received.getOrDefault(link.id(), 0L);
        if (number != expected) {
            throw new IllegalStateException("item " + number + " came instead of " + expected);
        }
        received.put(link.id(), expected + 1);
    }

    @Override
    public void writable(Link link) {
        writables++;
    }

    @Override
    public boolean needed(Link link) {
        return needed;
    }

    long items() {
        return received.values().stream().mapToLong(Long::longValue).sum();
    }

    Link last() {
        return ups.get(ups.size() - 1);
    }
}
