package org.qgate.blocks;

import java.util.ArrayList;
import java.util.List;
import org.qgate.common.wire.WireWriter;

/**
 * The value of a slot.
 *
 * @param localRandom 64 bytes; the block before committed to them
 * @param previousValue of the PUBLIC block before, 64 bytes; zeros in the first
 * @param value follows from stream, previous value and local random alone, 64 bytes
 * @param origins what the local random was made of, beside the operating system's randomness, which is never credited
 */
public record PublicValue(byte[] localRandom, byte[] previousValue, byte[] value, List<Origin> origins)
        implements Content {
    /** Copies the list. */
    public PublicValue {
        origins = List.copyOf(origins);
    }

    @Override
    public Kind kind() {
        return Kind.PUBLIC;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.bytes(localRandom).bytes(previousValue).bytes(value).u8(origins.size());
        writeOrigins(out, origins);
    }

    static void writeOrigins(WireWriter out, List<Origin> origins) {
        origins.forEach(each -> {
            each.device().writeTo(out);
            each.window().writeTo(out);
        });
    }

    static PublicValue read(FieldReader in) {
        byte[] localRandom = in.bytes("local random", Layout.DIGEST);
        byte[] previousValue = in.bytes("previous value", Layout.DIGEST);
        byte[] value = in.bytes("value", Layout.DIGEST);
        int count = in.count("origins", 1, Layout.MAX_ORIGINS);
        List<Origin> origins = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            DeviceFacts device = DeviceFacts.read(in);
            origins.add(new Origin(device, WindowFacts.read(in)));
        }
        return new PublicValue(localRandom, previousValue, value, origins);
    }
}
