package org.qgate.kernel.internal.directory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.NodeId;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;

/**
 * The directory as plain values for a hand-over: numbers, strings, byte arrays, lists and maps, with a schema version.
 * Documents were verified by the one who froze them and are only parsed again.
 */
final class Frozen {
    static final long SCHEMA = 1;

    private Frozen() {}

    static Map<String, Object> snapshot(SnapshotCheck.Verified snapshot) {
        return Map.of(
                "digest", snapshot.digest(), "encoded", snapshot.snapshot().encoded());
    }

    static SnapshotCheck.Verified snapshot(Map<String, Object> frozen) {
        return new SnapshotCheck.Verified(SnapshotCodec.parse(bytes(frozen, "encoded")), text(frozen, "digest"));
    }

    static Map<String, Object> descriptor(Descriptor descriptor) {
        Map<String, Object> frozen = new LinkedHashMap<>();
        frozen.put("id", descriptor.id().bytes());
        frozen.put("linkKey", descriptor.linkKey());
        frozen.put("family", descriptor.family());
        frozen.put("epoch", descriptor.epoch());
        frozen.put("validUntilMs", descriptor.validUntilMs());
        frozen.put("digest", descriptor.digest());
        frozen.put("encoded", descriptor.encoded());
        return frozen;
    }

    static Descriptor descriptor(Map<String, Object> frozen) {
        byte[] encoded = bytes(frozen, "encoded");
        return new Descriptor(
                NodeId.of(bytes(frozen, "id")),
                bytes(frozen, "linkKey"),
                text(frozen, "family"),
                number(frozen, "epoch"),
                number(frozen, "validUntilMs"),
                DescriptorCodec.parse(encoded),
                text(frozen, "digest"),
                encoded);
    }

    static Map<String, Object> own(OwnDescriptor own) {
        return Map.of("digest", own.digest(), "renewInMs", own.renewInMs(), "maintainInMs", own.maintainInMs());
    }

    /** Refuses state of a schema that this version does not know. */
    static void checkSchema(Map<String, Object> frozen) {
        if (!Long.valueOf(SCHEMA).equals(frozen.get("schema"))) {
            throw new QGateException(
                    KernelError.PROTOCOL, "directory state of schema " + frozen.get("schema") + ", known: " + SCHEMA);
        }
    }

    @SuppressWarnings("unchecked") // checked element by element where it is used
    static List<Map<String, Object>> list(Map<String, Object> frozen, String name) {
        return new ArrayList<>((List<Map<String, Object>>) frozen.get(name));
    }

    @SuppressWarnings("unchecked") // keys are texts by construction
    static Map<String, Object> map(Map<String, Object> frozen, String name) {
        return (Map<String, Object>) frozen.get(name);
    }

    static byte[] bytes(Map<String, Object> frozen, String name) {
        return (byte[]) frozen.get(name);
    }

    static String text(Map<String, Object> frozen, String name) {
        return (String) frozen.get(name);
    }

    static long number(Map<String, Object> frozen, String name) {
        return (Long) frozen.get(name);
    }
}
