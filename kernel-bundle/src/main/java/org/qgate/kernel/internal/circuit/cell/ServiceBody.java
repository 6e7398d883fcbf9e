package org.qgate.kernel.internal.circuit.cell;

import java.util.regex.Pattern;
import org.qgate.api.network.ServiceStreams;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/**
 * SERVICE: a protocol of the last hop ([SERVE-1]).
 *
 * @param identified whether the stream's first bytes prove who asks
 */
public record ServiceBody(String protocol, boolean identified) {
    private static final Pattern PROTOCOL = Pattern.compile(ServiceStreams.PROTOCOL);
    private static final int IDENTIFIED = 1;

    /** Whether a protocol may be named so. */
    public static boolean isProtocol(String name) {
        return PROTOCOL.matcher(name).matches();
    }

    /** Reads one. */
    public static ServiceBody read(byte[] buffer, int offset, int length) {
        WireReader in = new WireReader(buffer, offset, length);
        int flags = in.u8();
        String protocol = in.ascii8();
        in.finish();
        if (flags > IDENTIFIED || !isProtocol(protocol)) {
            throw new WireException("flags " + flags + " or a protocol that may not be named so");
        }
        return new ServiceBody(protocol, flags == IDENTIFIED);
    }

    /** Writes it. */
    public byte[] write() {
        return new WireWriter(2 + protocol.length())
                .u8(identified ? IDENTIFIED : 0)
                .ascii8(protocol)
                .toBytes();
    }
}
