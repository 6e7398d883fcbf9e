package org.qgate.kernel.internal.circuit.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.qgate.api.crypto.HopLayers;
import org.qgate.api.crypto.LayerCipher;
import org.qgate.kernel.internal.circuit.leg.CellWorks;
import org.qgate.kernel.internal.circuit.stream.Sealer;

/** A client's layers, one pair a hop: seals for the last hop, opens what any hop sent. */
final class Onion implements Sealer {
    private final CellWorks works;
    private final List<HopLayers> layers = new ArrayList<>();

    Onion(CellWorks works) {
        this.works = works;
    }

    void add(HopLayers hop) {
        layers.add(hop);
    }

    int hops() {
        return layers.size();
    }

    List<HopLayers> layers() {
        return layers;
    }

    /** Returns what names this circuit to its last hop and to nobody else. */
    byte[] binding() {
        return layers.get(layers.size() - 1).binding();
    }

    LayerCipher lastInbound() {
        return layers.get(layers.size() - 1).inbound();
    }

    @Override
    public void seal(int command, byte[] body, byte[] out, int outOffset) {
        int last = layers.size() - 1;
        if (last == 0) {
            layers.get(0).outbound().clientOriginate(command, body, 0, out, outOffset);
            return;
        }
        byte[] from = works.sealing(last);
        layers.get(last).outbound().clientOriginate(command, body, 0, from, 0);
        for (int hop = last - 1; hop > 0; hop--) {
            byte[] to = works.sealing(hop);
            layers.get(hop).outbound().clientOutbound(command, from, 0, to, 0);
            from = to;
        }
        layers.get(0).outbound().clientOutbound(command, from, 0, out, outOffset);
    }

    @Override
    public void tag(byte[] out, int offset) {
        layers.get(layers.size() - 1).outbound().tag(out, offset);
    }

    /**
     * Opens a cell.
     *
     * @return the hop that sent it: its message stands in {@link #opened} at byte 16; -1 when none did
     */
    int open(int command, byte[] buffer, int body) {
        byte[] from = buffer;
        int at = body;
        for (int hop = 0; hop < layers.size(); hop++) {
            byte[] to = works.opening(hop);
            if (layers.get(hop).inbound().clientInbound(command, from, at, to, 0)) {
                return hop;
            }
            from = to;
            at = 0;
        }
        return -1;
    }

    /** Returns where {@link #open} left the cell of a hop. */
    byte[] opened(int hop) {
        return works.opening(hop);
    }

    void destroy() {
        for (HopLayers hop : layers) {
            hop.outbound().destroy();
            hop.inbound().destroy();
            Arrays.fill(hop.binding(), (byte) 0);
        }
        layers.clear();
    }
}
