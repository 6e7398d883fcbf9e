package org.qgate.qrng.internal.deliver.subscriber;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Primitives;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.qrng.internal.deliver.wire.Answered;
import org.qgate.qrng.internal.deliver.wire.LeaseKeys;
import org.qgate.qrng.internal.deliver.wire.Table;
import org.qgate.qrng.internal.deliver.wire.Wire;
import org.qgate.qrng.internal.flow.Batch;
import org.qgate.qrng.internal.flow.BatchHeader;

/**
 * Opens a chunk ([QRN-6], [QRN-7]): all of it or nothing. Its labels say what the server claims, and that it is the
 * server's claim; bytes that it calls degraded are not taken.
 */
final class Unpacking {
    private final Primitives primitives;
    private final NodeId server;

    Unpacking(Primitives primitives, NodeId server) {
        this.primitives = primitives;
        this.server = server;
    }

    /**
     * What a chunk held.
     *
     * @param position of its first byte in the server's numbering
     */
    record Content(long position, long bytes, List<Batch> batches) {}

    /**
     * Opens a chunk.
     *
     * @throws QGateException QG-QRN-0033 for whatever is not as it must be
     * @throws org.qgate.common.wire.WireException when what opened is malformed
     */
    Content open(LeaseKeys keys, long sequence, Answered.Chunk chunk) {
        if (chunk.sequence() != sequence) {
            throw bad("chunk " + chunk.sequence() + " came for request " + sequence);
        }
        byte[] message = chunk.message();
        byte[] plain = keys.openTable(primitives, sequence, message, chunk.tableAt(), chunk.tableLength())
                .orElseThrow(() -> bad("a table does not open"));
        Table table = Table.decode(plain, server);
        long wanted =
                (long) chunk.piecesAt() + table.bytes() + (long) table.rows().size() * Wire.TAG_BYTES;
        if (wanted != message.length) {
            throw bad("a chunk of " + message.length + " bytes where its table says " + wanted);
        }
        List<Batch> batches = new ArrayList<>(table.rows().size());
        int at = chunk.piecesAt();
        long position = table.position();
        for (Table.Row row : table.rows()) {
            check(row.header());
            int length = row.length() + Wire.TAG_BYTES;
            Optional<byte[]> bytes =
                    keys.openPiece(primitives, sequence, batches.size() + 1, position, message, at, length);
            batches.add(new Batch(row.header(), bytes.orElseThrow(() -> bad("a piece does not open"))));
            at += length;
            position += row.length();
        }
        return new Content(table.position(), table.bytes(), batches);
    }

    private static void check(BatchHeader header) {
        if (header.degraded()) {
            throw bad("degraded bytes, which nobody asked for");
        }
        if (header.minEntropy() <= 0) {
            throw bad("bytes of a device that is credited with no entropy");
        }
    }

    private static QGateException bad(String what) {
        return new QGateException(QrngError.BAD_CHUNK, what);
    }
}
