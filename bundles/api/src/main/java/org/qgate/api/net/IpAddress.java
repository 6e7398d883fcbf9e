package org.qgate.api.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An IP address as a value. Parsing accepts canonical literals only: dotted quad with four decimal parts without
 * leading zeros, or RFC 4291 text without zone id. It never resolves a name, so {@code 127.1}, {@code 2130706433},
 * {@code 0} and host names are all refused.
 *
 * @param v6 true for IPv6
 * @param high upper 64 bits of an IPv6 address, 0 for IPv4
 * @param low lower 64 bits of an IPv6 address, or the 32 bits of an IPv4 address
 */
public record IpAddress(boolean v6, long high, long low) {

    /** Reads 4 or 16 bytes in network order; an IPv4-mapped IPv6 address stays IPv6. */
    public static IpAddress of(byte[] bytes) {
        return switch (bytes.length) {
            case 4 ->
                new IpAddress(
                        false, 0, Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt()));
            case 16 ->
                new IpAddress(
                        true,
                        ByteBuffer.wrap(bytes).getLong(),
                        ByteBuffer.wrap(bytes, 8, 8).getLong());
            default -> throw new IllegalArgumentException("an IP address has 4 or 16 bytes, not " + bytes.length);
        };
    }

    /** Parses a canonical literal; empty for anything else, a host name included. */
    public static Optional<IpAddress> parse(String text) {
        byte[] bytes = text.indexOf(':') >= 0 ? IpText.parseV6(text) : IpText.parseV4(text);
        return bytes == null ? Optional.empty() : Optional.of(of(bytes));
    }

    /** Returns 4 or 16 bytes in network order, a new array at each call. */
    public byte[] bytes() {
        return v6
                ? ByteBuffer.allocate(16).putLong(high).putLong(low).array()
                : ByteBuffer.allocate(4).putInt((int) low).array();
    }

    /** Returns the JDK's view of this address; made from bytes, so no name service is asked. */
    public InetAddress toInetAddress() {
        try {
            // Inet6Address keeps a mapped address IPv6; InetAddress.getByAddress would silently unwrap it.
            return v6 ? Inet6Address.getByAddress(null, bytes(), -1) : InetAddress.getByAddress(bytes());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("4 or 16 bytes are always an address", impossible);
        }
    }

    /** Whether this is 127.0.0.0/8 or ::1. */
    public boolean isLoopback() {
        return v6 ? high == 0 && low == 1 : low >>> 24 == 127;
    }

    /** Returns the canonical text: dotted quad, or RFC 5952. */
    @Override
    public String toString() {
        return v6 ? IpText.formatV6(bytes()) : IpText.formatV4(bytes());
    }
}
