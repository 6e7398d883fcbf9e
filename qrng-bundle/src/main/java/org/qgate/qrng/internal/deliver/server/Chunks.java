package org.qgate.qrng.internal.deliver.server;

import java.util.ArrayList;
import java.util.List;
import org.qgate.api.crypto.Primitives;
import org.qgate.qrng.internal.deliver.pool.Slice;
import org.qgate.qrng.internal.deliver.wire.Answered;
import org.qgate.qrng.internal.deliver.wire.LeaseKeys;
import org.qgate.qrng.internal.deliver.wire.Table;
import org.qgate.qrng.internal.deliver.wire.Wire;

/** Seals bytes where they lie straight into the answer ([QRN-6]): none is copied on the way. */
final class Chunks {
    private Chunks() {}

    /** Returns the answer. */
    static byte[] seal(Primitives primitives, LeaseKeys keys, long sequence, long position, List<Slice> slices) {
        List<Table.Row> rows = new ArrayList<>(slices.size());
        slices.forEach(each -> rows.add(new Table.Row(each.header(), each.length())));
        Table table = new Table(position, rows);
        byte[] plain = table.encode();
        int tableLength = plain.length + Wire.TAG_BYTES;
        int head = Answered.Chunk.HEAD;
        byte[] out = new byte[head + tableLength + table.bytes() + slices.size() * Wire.TAG_BYTES];
        System.arraycopy(Answered.Chunk.head(sequence, tableLength), 0, out, 0, head);
        keys.sealTable(primitives, sequence, plain, out, head);
        int at = head + tableLength;
        long next = position;
        int index = 1;
        for (Slice each : slices) {
            byte[] from = each.batch().bytes();
            keys.sealPiece(primitives, sequence, index++, next, from, each.offset(), each.length(), out, at);
            at += each.length() + Wire.TAG_BYTES;
            next += each.length();
        }
        return out;
    }
}
