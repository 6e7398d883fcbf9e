package org.qgate.api.net;

import java.util.Optional;

/**
 * A CIDR range. IPv4 and IPv6 never contain one another, mapped addresses included.
 *
 * @param prefix leading bits that count: 0 to 32, or 0 to 128
 */
public record IpRange(IpAddress base, int prefix) {
    /** Refuses prefixes out of range and clears the host bits. */
    public IpRange {
        if (prefix < 0 || prefix > (base.v6() ? 128 : 32)) {
            throw new IllegalArgumentException("prefix length out of range: " + prefix);
        }
        base = mask(base, prefix);
    }

    /** Parses {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a single address; empty for anything else. */
    public static Optional<IpRange> parse(String text) {
        int slash = text.indexOf('/');
        Optional<IpAddress> base = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (base.isEmpty()) {
            return Optional.empty();
        }
        int full = base.get().v6() ? 128 : 32;
        if (slash >= 0 && !text.substring(slash + 1).matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        int prefix = slash < 0 ? full : Integer.parseInt(text.substring(slash + 1));
        return prefix > full ? Optional.empty() : Optional.of(new IpRange(base.get(), prefix));
    }

    /** Whether the address lies in this range. */
    public boolean contains(IpAddress address) {
        return address.v6() == base.v6() && mask(address, prefix).equals(base);
    }

    private static IpAddress mask(IpAddress address, int prefix) {
        if (!address.v6()) {
            long bits = prefix == 0 ? 0 : -1L << 32 - prefix & 0xffffffffL;
            return new IpAddress(false, 0, address.low() & bits);
        }
        long high = prefix >= 64 ? -1L : prefix == 0 ? 0 : -1L << 64 - prefix;
        long low = prefix <= 64 ? 0 : prefix == 128 ? -1L : -1L << 128 - prefix;
        return new IpAddress(true, address.high() & high, address.low() & low);
    }

    /** Returns {@code base/prefix}. */
    @Override
    public String toString() {
        return base + "/" + prefix;
    }
}
