package org.qgate.common.escrow;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/**
 * What a bundle that goes leaves to the one that replaces it ([HAND-5]): a tree of {@code Long}, {@code Boolean},
 * {@code String}, {@code byte[]}, {@link List} and {@link Map}, so that no class of the one that goes is in it. The same
 * state always has the same bytes.
 *
 * @param owner who wrote it, printable US-ASCII: only the same owner reads it
 * @param schema version of the tree's form, 0 to 65,535
 * @param state the tree; maps have texts as keys
 */
public record Escrow(String owner, int schema, Map<String, Object> state) {
    /** More is no node's state: every queue of a node is bounded far below. */
    public static final int MAX_BYTES = 512 << 20;

    private static final byte[] MAGIC = {'Q', 'G', 'E', 'S'};
    private static final int FORM = 1;

    /**
     * Returns its bytes.
     *
     * @throws IllegalArgumentException when a value is of another type, or there are more than {@link #MAX_BYTES}
     */
    public byte[] encode() {
        WireWriter out =
                new WireWriter(64 * 1024).bytes(MAGIC).u8(FORM).ascii8(owner).u16(schema);
        try {
            new TreeWriter(out, MAX_BYTES).write(state);
            return out.toBytes();
        } finally {
            out.wipe();
        }
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @param owner who reads
     * @param newest the newest schema that the reader knows
     * @throws WireException when it is damaged, another owner's, or of a newer schema
     */
    public static Escrow decode(byte[] bytes, String owner, int newest) {
        WireReader in = new WireReader(bytes);
        if (bytes.length > MAX_BYTES || !Arrays.equals(in.bytes(MAGIC.length), MAGIC)) {
            throw new WireException("not an escrow");
        }
        int form = in.u8();
        if (form != FORM) {
            throw new WireException("an escrow of form " + form + ", known: " + FORM);
        }
        String from = in.ascii8();
        if (!from.equals(owner)) {
            throw new WireException("the escrow of " + from + ", not of " + owner);
        }
        int schema = in.u16();
        if (schema > newest) {
            throw new WireException("an escrow of schema " + schema + ", known up to " + newest);
        }
        Map<String, Object> state = new TreeReader(in).read();
        in.finish();
        return new Escrow(from, schema, state);
    }

    /** Overwrites all byte arrays of a tree: keys are in them. */
    public static void wipe(Object tree) {
        if (tree instanceof byte[] bytes) {
            Arrays.fill(bytes, (byte) 0);
        } else if (tree instanceof List<?> list) {
            list.forEach(Escrow::wipe);
        } else if (tree instanceof Map<?, ?> map) {
            map.values().forEach(Escrow::wipe);
        }
    }
}
