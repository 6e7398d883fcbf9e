package org.qgate.blocks;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.qgate.api.qrng.Provenance;
import org.qgate.common.wire.WireWriter;

/**
 * Which device, as far as anybody is told.
 *
 * @param server the node whose device it is, 32 bytes; empty: of the node that makes the stream
 * @param device 1 to 32 characters of {@code a-z 0-9 -}, the first a letter
 * @param serialHash SHA-256 of its serial number, 32 bytes; zeros when not known
 * @param firmwareHash SHA-256 of its firmware's version, 32 bytes; zeros when not known
 * @param provenance empty when not known
 */
public record DeviceFacts(
        Optional<byte[]> server, String device, byte[] serialHash, byte[] firmwareHash, Optional<Provenance> provenance)
        implements Comparable<DeviceFacts> {
    private static final int HASH = 32;
    private static final Comparator<DeviceFacts> ORDER = Comparator.comparing(
                    (DeviceFacts each) -> each.server.orElse(new byte[0]), Arrays::compareUnsigned)
            .thenComparing(DeviceFacts::device)
            .thenComparing(DeviceFacts::serialHash, Arrays::compareUnsigned)
            .thenComparing(DeviceFacts::firmwareHash, Arrays::compareUnsigned)
            .thenComparing(DeviceFacts::provenanceCode);

    /** Returns whether it is the same device, whatever is said of it. */
    public boolean names(Optional<byte[]> otherServer, String otherDevice) {
        return device.equals(otherDevice) && Arrays.equals(server.orElse(null), otherServer.orElse(null));
    }

    @Override
    public int compareTo(DeviceFacts other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceFacts that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return device.hashCode();
    }

    private int provenanceCode() {
        return provenance.map(Provenance::code).orElse(0);
    }

    void writeTo(WireWriter out) {
        writeName(out, server, device);
        out.bytes(serialHash).bytes(firmwareHash).u8(provenanceCode());
    }

    static void writeName(WireWriter out, Optional<byte[]> server, String device) {
        out.u8(server.isPresent() ? 1 : 0);
        server.ifPresent(out::bytes);
        out.ascii8(device);
    }

    static DeviceFacts read(FieldReader in) {
        Optional<byte[]> server = in.optional("server", HASH);
        String device = in.device("device");
        byte[] serial = in.bytes("serial hash", HASH);
        byte[] firmware = in.bytes("firmware hash", HASH);
        return new DeviceFacts(server, device, serial, firmware, provenance(in));
    }

    private static Optional<Provenance> provenance(FieldReader in) {
        int code = in.u8("provenance");
        try {
            return code == 0 ? Optional.empty() : Optional.of(Provenance.of(code));
        } catch (IllegalArgumentException unknown) {
            throw in.bad(code + " is none");
        }
    }
}
