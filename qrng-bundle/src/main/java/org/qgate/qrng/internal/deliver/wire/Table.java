package org.qgate.qrng.internal.deliver.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qgate.api.NodeId;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.qrng.internal.flow.BatchHeader;

/**
 * What a chunk holds ([QRN-6]): where in the server's numbering its first byte stands, and each piece's header and length.
 */
public record Table(long position, List<Row> rows) {
    /** Longest plain form. */
    public static final int MOST_BYTES = 32 << 10;

    /** Longest form of one row: 64 pieces fit. */
    private static final int MOST_ROW = 512;

    /**
     * One piece.
     *
     * @param length 1 to {@link Wire#MOST_BYTES}
     */
    public record Row(BatchHeader header, int length) {}

    /** Returns how many bytes there are in all pieces. */
    public int bytes() {
        return rows.stream().mapToInt(Row::length).sum();
    }

    /** Returns its plain form. */
    public byte[] encode() {
        WireWriter out = new WireWriter(rows.size() * MOST_ROW).i64(position).u8(rows.size());
        for (Row row : rows) {
            WireWriter header = new WireWriter(MOST_ROW);
            Headers.write(header, row.header());
            out.i32(row.length()).bytes16(header.toBytes());
        }
        return out.toBytes();
    }

    /**
     * Reads its plain form.
     *
     * @param server who sent it
     * @throws WireException when it is none, or holds more than a chunk may
     */
    public static Table decode(byte[] plain, NodeId server) {
        WireReader in = new WireReader(plain);
        long position = Wire.notNegative(in.i64(), "position");
        int pieces = Wire.atMost(in.u8(), 1, Wire.MOST_PIECES, "pieces");
        List<Row> rows = new ArrayList<>(pieces);
        long sum = 0;
        for (int i = 0; i < pieces; i++) {
            int length = Wire.atMost(in.i32(), 1, Wire.MOST_BYTES, "length");
            WireReader header = new WireReader(in.bytes16(MOST_ROW));
            rows.add(new Row(Headers.read(header, Optional.of(server)), length));
            header.finish();
            sum += length;
        }
        in.finish();
        Wire.atMost(sum, 1, Wire.MOST_BYTES, "bytes");
        if (position > Long.MAX_VALUE - sum) {
            throw new WireException("position " + position);
        }
        return new Table(position, rows);
    }
}
