package org.qgate.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.LayerCipher;

/** A large or small cell at a relay that forwards, at one that originates, and through all three layers of a client. */
final class CellOperations {
    private static final int HOPS = 3;
    private static final int LAST = HOPS - 1;
    private static final int RELAY = 3;
    private static final int HEADER = CellSize.HEADER;

    private final CipherEnds ends;
    private final CellSize size;
    private final byte[] one;
    private final byte[] other;

    CellOperations(CipherEnds ends, CellSize size) {
        this.ends = ends;
        this.size = size;
        one = new byte[size.cell()];
        other = new byte[size.cell()];
    }

    Map<String, Operation> all() {
        String cell = size.name().toLowerCase(Locale.ROOT) + "Cell";
        Map<String, Operation> all = new LinkedHashMap<>();
        LayerCipher forwarding = ends.hop(size).relay().inbound();
        all.put(cell + "Forwarded", index -> forwarding.relayInbound(RELAY, one, HEADER, other, HEADER));
        LayerCipher originating = ends.hop(size).relay().inbound();
        all.put(cell + "Originated", index -> originating.relayOriginate(RELAY, one, HEADER, other, HEADER));
        all.put(cell + "Addressed", new Addressed());
        CipherEnds.Hop[] sending = path();
        all.put(cell + "SentThrough3", index -> send(sending));
        all.put(cell + "ReceivedThrough3", new Received());
        return all;
    }

    private CipherEnds.Hop[] path() {
        CipherEnds.Hop[] hops = new CipherEnds.Hop[HOPS];
        for (int i = 0; i < HOPS; i++) {
            hops[i] = ends.hop(size);
        }
        return hops;
    }

    private void send(CipherEnds.Hop[] hops) {
        hops[LAST].client().outbound().clientOriginate(RELAY, one, HEADER, other, HEADER);
        hops[1].client().outbound().clientOutbound(RELAY, other, HEADER, one, HEADER);
        hops[0].client().outbound().clientOutbound(RELAY, one, HEADER, other, HEADER);
    }

    private static void must(boolean recognized) {
        if (!recognized) {
            throw new IllegalStateException("a cell was not recognized: the benchmark is wrong");
        }
    }

    /** The exit takes a client's cell. */
    private final class Addressed implements Operation {
        private final CipherEnds.Hop hop = ends.hop(size);
        private byte[][] cells = new byte[0][];

        @Override
        public void ready(int calls) {
            cells = new byte[calls][size.cell()];
            for (byte[] cell : cells) {
                hop.client().outbound().clientOriginate(RELAY, one, HEADER, cell, HEADER);
            }
        }

        @Override
        public void call(int index) {
            must(hop.relay().outbound().relayOutbound(RELAY, cells[index], HEADER, other, HEADER));
        }
    }

    /** The client takes a cell of the exit. */
    private final class Received implements Operation {
        private final CipherEnds.Hop[] hops = path();
        private byte[][] cells = new byte[0][];

        @Override
        public void ready(int calls) {
            cells = new byte[calls][size.cell()];
            for (byte[] cell : cells) {
                hops[LAST].relay().inbound().relayOriginate(RELAY, one, HEADER, cell, HEADER);
                hops[1].relay().inbound().relayInbound(RELAY, cell, HEADER, other, HEADER);
                hops[0].relay().inbound().relayInbound(RELAY, other, HEADER, cell, HEADER);
            }
        }

        @Override
        public void call(int index) {
            byte[] cell = cells[index];
            must(!hops[0].client().inbound().clientInbound(RELAY, cell, HEADER, other, HEADER));
            must(!hops[1].client().inbound().clientInbound(RELAY, other, HEADER, cell, HEADER));
            must(hops[LAST].client().inbound().clientInbound(RELAY, cell, HEADER, other, HEADER));
        }
    }
}
