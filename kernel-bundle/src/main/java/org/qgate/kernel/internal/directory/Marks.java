package org.qgate.kernel.internal.directory;

import java.util.LinkedHashMap;
import java.util.Map;
import org.qgate.api.NodeId;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/** The highest sequences as bytes: one by one in the store, all together in a hand-over. */
final class Marks {
    private static final int VERSION = 1;
    private static final int MARK_BYTES = 3 * 8;

    private Marks() {}

    static byte[] write(DescriptorStore.Mark mark) {
        return new WireWriter(MARK_BYTES)
                .i64(mark.listed())
                .i64(mark.offered())
                .i64(mark.epoch())
                .toBytes();
    }

    static DescriptorStore.Mark read(byte[] written) {
        if (written.length != MARK_BYTES) {
            throw new WireException("a sequence of " + written.length + " bytes");
        }
        return read(new WireReader(written));
    }

    private static DescriptorStore.Mark read(WireReader in) {
        return new DescriptorStore.Mark(in.i64(), in.i64(), in.i64());
    }

    static byte[] writeAll(Map<NodeId, DescriptorStore.Mark> marks) {
        WireWriter out = new WireWriter(8 + marks.size() * (NodeId.BYTES + MARK_BYTES))
                .u8(VERSION)
                .u32(marks.size());
        marks.forEach((id, mark) -> out.bytes(id.bytes()).bytes(write(mark)));
        return out.toBytes();
    }

    static Map<NodeId, DescriptorStore.Mark> readAll(byte[] bytes) {
        WireReader in = new WireReader(bytes);
        int version = in.u8();
        long count = in.u32();
        if (version != VERSION || in.remaining() != count * (NodeId.BYTES + MARK_BYTES)) {
            throw new WireException("sequences of version " + version + ", or truncated");
        }
        Map<NodeId, DescriptorStore.Mark> marks = new LinkedHashMap<>();
        for (long i = 0; i < count; i++) {
            marks.put(NodeId.of(in.bytes(NodeId.BYTES)), read(in));
        }
        return marks;
    }
}
