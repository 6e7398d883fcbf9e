package org.qgate.blocks;

import org.qgate.common.wire.WireWriter;

/**
 * A device was quarantined.
 *
 * @param lastClean the last window after which all was well for certain
 * @param window at which it was found, at least {@code lastClean}
 * @param code of the finding, {@code QG-QRN-nnnn}
 * @param cause with values; at most 500 printable characters
 */
public record Failure(DeviceFacts device, long lastClean, long window, String code, String cause) implements Content {
    @Override
    public Kind kind() {
        return Kind.FAILURE;
    }

    @Override
    public void writeTo(WireWriter out) {
        device.writeTo(out);
        out.i64(lastClean).i64(window).ascii8(code);
        Texts.write(out, cause);
    }

    static Failure read(FieldReader in) {
        DeviceFacts device = DeviceFacts.read(in);
        long lastClean = in.i64("last clean window", -1, Layout.MAX_COUNT);
        long window = in.i64("window", Math.max(0, lastClean), Layout.MAX_COUNT);
        return new Failure(device, lastClean, window, in.code("code"), in.text16("cause"));
    }
}
