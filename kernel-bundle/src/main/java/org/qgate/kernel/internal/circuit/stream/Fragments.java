package org.qgate.kernel.internal.circuit.stream;

import org.qgate.kernel.internal.circuit.cell.MessageArea;
import org.qgate.kernel.internal.circuit.leg.CellWorks;
import org.qgate.kernel.internal.circuit.leg.Leg;

/** Sends one long message, in cells of its own, as many as it needs ([MSG-4]). */
public final class Fragments {
    private Fragments() {}

    /** Seals and sends; returns how many cells it took. */
    public static int send(CellWorks works, Leg leg, Sealer sealer, int command, int type, byte[] content) {
        MessageArea area = new MessageArea(leg.size());
        int cells = 0;
        int sent = area.first(type, content);
        while (true) {
            area.pad(works.padding());
            int at = leg.begin();
            sealer.seal(command, area.body(), leg.buffer(), at);
            leg.end(command);
            cells++;
            if (sent == content.length || !leg.isOpen()) {
                return cells;
            }
            area.clear(false);
            sent += area.next(content, sent);
        }
    }
}
