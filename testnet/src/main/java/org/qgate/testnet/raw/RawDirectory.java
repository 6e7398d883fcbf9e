package org.qgate.testnet.raw;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.HopTarget;
import org.qgate.api.crypto.OnionKeys;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/**
 * Asks a relay for the relays that its snapshot lists ([DIR-1] to [DIR-3]) and believes the answer: this client belongs
 * to whoever runs the relay.
 */
public final class RawDirectory {
    private static final int DIR_GET = 0x8010;
    private static final int DIR_DATA = 0x8011;
    private static final int SNAPSHOT = 1;
    private static final int LIST = 3;
    private static final int ENTRIES_FIELD = 3;
    private static final int ONION_KEYS_FIELD = 3;
    private static final int DIGEST_BYTES = 32;

    private final RawLink link;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private final Map<NodeId, byte[]> listed = new HashMap<>();
    private final Map<NodeId, HopTarget> relays = new HashMap<>();
    private Consumer<byte[]> then = this::snapshot;
    private boolean complete;

    /** Asks over an open link. */
    public RawDirectory(RawLink link) {
        this.link = link;
        link.onControl(this::heard);
        link.control(DIR_GET, request(SNAPSHOT).i64(-1).toBytes());
    }

    private static WireWriter request(int what) {
        return new WireWriter().u8(1).i32(what).u8(what);
    }

    private void heard(byte[] control) {
        WireReader in = new WireReader(control);
        if (in.u16() != DIR_DATA) {
            return;
        }
        in.skip(1 + 4);
        int status = in.u8();
        long total = in.u32();
        in.skip(4);
        if (status != 0) {
            throw new IllegalStateException("the directory says " + status);
        }
        answer.writeBytes(in.bytes(in.remaining()));
        if (answer.size() == total) {
            byte[] whole = answer.toByteArray();
            answer.reset();
            then.accept(whole);
        }
    }

    private void snapshot(byte[] document) {
        WireReader body = new WireReader(new WireReader(document).bytes32(document.length));
        body.skip(2); // version and kind
        WireReader entries = new WireReader(field(body, ENTRIES_FIELD));
        WireWriter digests = request(LIST).u16((int) entries.u32());
        while (entries.remaining() > 0) {
            NodeId id = NodeId.of(entries.bytes(NodeId.BYTES));
            byte[] digest = entries.bytes(DIGEST_BYTES);
            listed.put(id, digest);
            digests.bytes(digest);
            entries.skip(8 + 4 + 4); // sequence, flags, weight
        }
        then = this::descriptors;
        link.control(DIR_GET, digests.toBytes());
    }

    /** Answers stand in the order of the request, which was that of the snapshot: ids ascending. */
    private void descriptors(byte[] documents) {
        WireReader in = new WireReader(documents);
        for (NodeId id : listed.keySet().stream().sorted().toList()) {
            WireReader descriptor = new WireReader(in.bytes32(in.remaining()));
            descriptor.skip(2);
            byte[] keys = field(descriptor, ONION_KEYS_FIELD);
            OnionKeys onion = new OnionKeys(Arrays.copyOf(keys, 32), Arrays.copyOfRange(keys, 32, keys.length));
            relays.put(id, new HopTarget(id, onion));
        }
        complete = true;
    }

    private static byte[] field(WireReader in, int wanted) {
        while (true) {
            int number = in.u16() & 0x7fff;
            byte[] value = in.bytes32(in.remaining());
            if (number == wanted) {
                return value;
            }
        }
    }

    /** Whether all is known. */
    public boolean isComplete() {
        return complete;
    }

    /** Returns how to make a hop with a relay. */
    public HopTarget hop(NodeId relay) {
        return relays.get(relay);
    }

    /** Returns all relays. */
    public Map<NodeId, HopTarget> relays() {
        return Map.copyOf(relays);
    }
}
