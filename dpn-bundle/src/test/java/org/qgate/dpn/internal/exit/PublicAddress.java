package org.qgate.dpn.internal.exit;

import org.qgate.api.net.IpAddress;

/** Opens the address rules to tests of other packages. */
public final class PublicAddress {
    private PublicAddress() {}

    /** Whether an exit without settings of its own serves the address. */
    public static boolean served(String address) {
        return AddressRules.isPublic(IpAddress.parse(address).orElseThrow());
    }
}
