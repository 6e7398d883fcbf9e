package org.qgate.kernel.internal.circuit.cell;

import java.util.HexFormat;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/**
 * The content of VIEW: the snapshot that a relay has in force ([MSG-7]).
 *
 * @param digest of the snapshot, in hexadecimal
 */
public record ViewBody(String digest, long validAfterMs) {
    private static final int DIGEST_BYTES = 32;

    /** Returns the bytes. */
    public byte[] write() {
        return new WireWriter()
                .bytes(HexFormat.of().parseHex(digest))
                .i64(validAfterMs)
                .toBytes();
    }

    /** Reads the bytes; nothing may be left over. */
    public static ViewBody read(byte[] buffer, int offset, int length) {
        WireReader in = new WireReader(buffer, offset, length);
        ViewBody body = new ViewBody(HexFormat.of().formatHex(in.bytes(DIGEST_BYTES)), in.i64());
        in.finish();
        return body;
    }
}
