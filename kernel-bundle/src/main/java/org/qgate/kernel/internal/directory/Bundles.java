package org.qgate.kernel.internal.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/** Several descriptors as one document: each with its 32-bit length before it. */
final class Bundles {
    private Bundles() {}

    static byte[] join(Collection<byte[]> descriptors) {
        WireWriter out = new WireWriter(descriptors.size() * 13_000);
        descriptors.forEach(out::bytes32);
        return out.toBytes();
    }

    /** Returns the length that {@link #join} would give. */
    static long length(Collection<byte[]> descriptors) {
        return descriptors.stream().mapToLong(one -> 4L + one.length).sum();
    }

    /**
     * Splits a document. What is too short for a descriptor is refused here: a document of nothing but lengths would
     * make a million of them.
     *
     * @throws WireException when a descriptor is too short, too long or truncated
     */
    static List<byte[]> split(byte[] document) {
        WireReader in = new WireReader(document);
        List<byte[]> descriptors = new ArrayList<>();
        while (in.remaining() > 0) {
            byte[] one = in.bytes32(DescriptorCodec.MAX_BYTES);
            if (one.length < DescriptorCodec.MIN_BYTES) {
                throw new WireException("a descriptor of " + one.length + " bytes in a bundle");
            }
            descriptors.add(one);
        }
        return descriptors;
    }
}
