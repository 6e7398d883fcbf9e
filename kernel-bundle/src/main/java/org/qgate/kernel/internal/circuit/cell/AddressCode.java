package org.qgate.kernel.internal.circuit.cell;

import org.qgate.api.net.IpAddress;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/** An address inside a relay message: its length in bytes, 0, 4 or 16, then the bytes ([MSG-2]). */
public final class AddressCode {
    private AddressCode() {}

    /** Reads an address; null when it is absent. */
    public static IpAddress read(WireReader in) {
        int length = in.u8();
        return switch (length) {
            case 0 -> null;
            case 4, 16 -> IpAddress.of(in.bytes(length));
            default -> throw new WireException("an address of " + length + " bytes");
        };
    }

    /** Writes an address or, for null, its absence. */
    public static void write(WireWriter out, IpAddress address) {
        byte[] bytes = address == null ? new byte[0] : address.bytes();
        out.u8(bytes.length).bytes(bytes);
    }
}
