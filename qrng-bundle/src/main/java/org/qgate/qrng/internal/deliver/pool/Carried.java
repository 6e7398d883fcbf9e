package org.qgate.qrng.internal.deliver.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qgate.api.NodeId;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.qrng.internal.deliver.wire.Headers;
import org.qgate.qrng.internal.flow.Batch;

/** What lay ready in a pool, as one version of the bundle leaves it to the next: headers unchanged, bytes as they were. */
final class Carried {
    private static final int MOST_BATCH = 8 << 20;

    private Carried() {}

    /** Writes slices until there are so many bytes of them. */
    static byte[] encode(List<Slice> slices, int mostBytes) {
        WireWriter out = new WireWriter(64 << 10);
        try {
            int left = mostBytes;
            for (Slice each : slices) {
                if (each.length() <= left) {
                    write(out, each);
                    left -= each.length();
                }
            }
            return out.toBytes();
        } finally {
            out.wipe();
        }
    }

    private static void write(WireWriter out, Slice slice) {
        Optional<NodeId> server = slice.header().server();
        out.u8(server.isPresent() ? 1 : 0);
        server.ifPresent(id -> out.bytes(id.bytes()));
        Headers.write(out, slice.header());
        out.u32(slice.length()).bytes(slice.batch().bytes(), slice.offset(), slice.length());
    }

    /** Reads what {@link #encode} wrote. */
    static List<Batch> decode(byte[] carried) {
        List<Batch> batches = new ArrayList<>();
        WireReader in = new WireReader(carried);
        while (in.remaining() > 0) {
            Optional<NodeId> server = in.u8() == 1 ? Optional.of(NodeId.of(in.bytes(NodeId.BYTES))) : Optional.empty();
            batches.add(new Batch(Headers.read(in, server), in.bytes32(MOST_BATCH)));
        }
        return batches;
    }
}
