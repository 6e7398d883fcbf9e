package org.qgate.kernel.internal.circuit.cell;

import java.util.ArrayList;
import java.util.List;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.net.IpAddress;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/** RESOLVED: what an exit found ([STREAM-8]). Always fits a small cell: what does not fit is left out. */
public record ResolvedBody(List<IpAddress> addresses, List<String> names, int ttlSeconds) {
    private static final int MOST = CellSize.SMALL.message() - MessageType.STREAM_HEADER - MessageArea.UNPREDICTABLE;

    /** Reads one. */
    public static ResolvedBody read(byte[] buffer, int offset, int length) {
        WireReader in = new WireReader(buffer, offset, length);
        int ttl = in.i32();
        List<IpAddress> addresses = new ArrayList<>();
        for (int count = in.u8(); count > 0; count--) {
            addresses.add(present(AddressCode.read(in)));
        }
        List<String> names = new ArrayList<>();
        for (int count = in.u8(); count > 0; count--) {
            names.add(in.ascii8());
        }
        in.finish();
        return new ResolvedBody(List.copyOf(addresses), List.copyOf(names), Math.max(0, ttl));
    }

    private static IpAddress present(IpAddress address) {
        if (address == null) {
            throw new WireException("an empty address");
        }
        return address;
    }

    /** Writes as many answers as fit. */
    public byte[] write() {
        int left = MOST - 4 - 1 - 1;
        List<IpAddress> someAddresses = new ArrayList<>();
        for (IpAddress address : addresses) {
            left -= address.v6() ? 17 : 5;
            if (left >= 0 && someAddresses.size() < 255) {
                someAddresses.add(address);
            }
        }
        List<String> someNames = new ArrayList<>();
        for (String name : names) {
            left -= 1 + name.length();
            if (left >= 0 && name.length() < 256) {
                someNames.add(name);
            }
        }
        return write(someAddresses, someNames);
    }

    private byte[] write(List<IpAddress> someAddresses, List<String> someNames) {
        WireWriter out = new WireWriter(MOST).i32(ttlSeconds).u8(someAddresses.size());
        someAddresses.forEach(address -> AddressCode.write(out, address));
        out.u8(someNames.size());
        someNames.forEach(out::ascii8);
        return out.toBytes();
    }
}
