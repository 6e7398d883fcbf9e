package org.qgate.qrng.internal.deliver.wire;

/** Numbers that both ends of {@code qrng/1} share ([QRN-1]). */
public final class Wire {
    /** The protocol's name. */
    public static final String PROTOCOL = "qrng/1";

    private Wire() {}
}
