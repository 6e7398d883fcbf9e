package org.qgate.qrng.internal.mint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.qrng.DeviceInfo;
import org.qgate.api.qrng.Label;
import org.qgate.api.qrng.Portion;
import org.qgate.blocks.BlockCodec;
import org.qgate.blocks.Conditioning;
import org.qgate.blocks.DeviceFacts;
import org.qgate.blocks.Kind;
import org.qgate.blocks.Origin;
import org.qgate.blocks.PrivateManifest;
import org.qgate.blocks.WindowFacts;
import org.qgate.qrng.internal.flow.BatchHeader;

/** What is known of windows and devices, as blocks say it. Remembers the last windows, by their digests. Thread-safe. */
final class Origins {
    private static final int REMEMBERED = 4_096;
    private static final int HASH = 32;
    private static final double MICRO = 1e6;
    private static final int MOST_MICROBITS = 8_000_000;

    private final Function<String, Optional<DeviceInfo>> devices;
    private final Map<String, Origin> windows = new LinkedHashMap<>();
    private final Map<String, DeviceFacts> seen = new LinkedHashMap<>();

    Origins(Function<String, Optional<DeviceInfo>> devices) {
        this.devices = devices;
    }

    /**
     * Notes a batch.
     *
     * @throws IllegalArgumentException when no block can say it
     */
    Origin note(BatchHeader batch) {
        Origin origin = of(batch);
        PrivateManifest alone = new PrivateManifest(
                List.of(new PrivateManifest.Device(origin.device(), 0)),
                List.of(new PrivateManifest.Window(0, origin.window())),
                0);
        BlockCodec.decode(Kind.PRIVATE_MANIFEST, BlockCodec.encode(alone));
        synchronized (this) {
            bounded(windows, key(origin.device(), origin.window().digest()), origin);
            if (batch.server().isEmpty()) {
                bounded(seen, batch.device(), origin.device());
            }
        }
        return origin;
    }

    private static <V> void bounded(Map<String, V> map, String key, V value) {
        map.remove(key);
        map.put(key, value);
        if (map.size() > REMEMBERED) {
            map.remove(map.keySet().iterator().next());
        }
    }

    private static String key(DeviceFacts device, byte[] digest) {
        String server = device.server().map(HexFormat.of()::formatHex).orElse("");
        return server + "/" + device.device() + "/" + HexFormat.of().formatHex(digest);
    }

    private static Origin of(BatchHeader batch) {
        DeviceFacts device = new DeviceFacts(
                batch.server().map(NodeId::bytes),
                batch.device(),
                batch.serialHash(),
                batch.firmwareHash(),
                Optional.of(batch.provenance()));
        WindowFacts window = new WindowFacts(
                batch.window(),
                batch.digest(),
                false,
                batch.statistics().samples(),
                batch.statistics().longestRun(),
                batch.statistics().runCutoff(),
                batch.statistics().highestProportion(),
                batch.statistics().proportionCutoff(),
                batch.rawBytes(),
                microbits(batch.minEntropy()),
                Conditioning.named(batch.conditioning()),
                batch.construction(),
                batch.degraded(),
                batch.startedWallMs(),
                batch.endedWallMs());
        return new Origin(device, window);
    }

    private static int microbits(double bits) {
        return (int) Math.max(0, Math.min(MOST_MICROBITS, Math.floor(bits * MICRO)));
    }

    /** Returns where bytes of the pool come from, each window once. */
    List<Origin> of(Portion portion) {
        Map<String, Origin> found = new LinkedHashMap<>();
        for (Portion.Piece piece : portion.labels()) {
            Origin plain = of(piece.label());
            String key = key(plain.device(), plain.window().digest());
            synchronized (this) {
                found.put(key, windows.getOrDefault(key, plain));
            }
        }
        return new ArrayList<>(found.values());
    }

    /** Returns what a label says: another node's device tells its numbers in its own stream. */
    private static Origin of(Label label) {
        DeviceFacts device = new DeviceFacts(
                label.server().map(NodeId::bytes),
                label.device(),
                new byte[HASH],
                new byte[HASH],
                Optional.of(label.provenance()));
        WindowFacts window = new WindowFacts(
                label.window(),
                label.digest(),
                false,
                0,
                0,
                0,
                0,
                0,
                0,
                microbits(label.minEntropy()),
                Conditioning.UNKNOWN,
                label.construction(),
                label.degraded(),
                label.madeWallMs(),
                label.madeWallMs());
        return new Origin(device, window);
    }

    /** Returns what batches said last of a device of this node. */
    synchronized DeviceFacts known(String name) {
        return seen.getOrDefault(
                name, new DeviceFacts(Optional.empty(), name, new byte[HASH], new byte[HASH], Optional.empty()));
    }

    /** Returns what is known of a device of this node. */
    DeviceFacts device(String name, Crypto crypto) {
        Optional<DeviceFacts> told = devices.apply(name)
                .map(info -> new DeviceFacts(
                        Optional.empty(),
                        name,
                        hash(crypto, info.identity().serial()),
                        hash(crypto, info.identity().firmware()),
                        Optional.of(info.provenance())));
        return told.orElseGet(() -> known(name));
    }

    private static byte[] hash(Crypto crypto, String text) {
        byte[] input = text.getBytes(StandardCharsets.UTF_8);
        byte[] digest = new byte[HASH];
        crypto.hashes().sha256(input, 0, input.length, digest, 0);
        return digest;
    }
}
