package org.qgate.blocks;

import java.util.Optional;
import org.qgate.common.wire.WireWriter;

/**
 * The first block of a stream.
 *
 * @param dualKey Ed25519, 32 bytes, then ML-DSA-65, 1,952 bytes: their digest is the stream's id
 * @param slotSeconds length of a slot, 1 to 86,400
 * @param binding which node says that the stream is its own
 */
public record Genesis(byte[] dualKey, int slotSeconds, Optional<NodeBinding> binding) implements Content {
    @Override
    public Kind kind() {
        return Kind.GENESIS;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.bytes(dualKey).u32(slotSeconds).u8(binding.isPresent() ? 1 : 0);
        binding.ifPresent(each -> out.ascii8(each.networkId())
                .bytes(each.nodeId())
                .bytes16(each.certificate())
                .bytes(each.signature()));
    }

    static Genesis read(FieldReader in) {
        byte[] dualKey = in.bytes("keys", Layout.DUAL_KEY);
        int slotSeconds = (int) in.u32("slot length", 1, Layout.MAX_SLOT_SECONDS);
        return new Genesis(
                dualKey, slotSeconds, in.flag("binding") ? Optional.of(NodeBinding.read(in)) : Optional.empty());
    }
}
