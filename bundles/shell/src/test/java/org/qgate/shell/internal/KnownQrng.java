package org.qgate.shell.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.NodeId;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.Alert;
import org.qgate.api.qrng.Assessment;
import org.qgate.api.qrng.BlockCheck;
import org.qgate.api.qrng.BlockInfo;
import org.qgate.api.qrng.DeviceInfo;
import org.qgate.api.qrng.DeviceState;
import org.qgate.api.qrng.Lease;
import org.qgate.api.qrng.Minute;
import org.qgate.api.qrng.PoolInfo;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.Qrng;
import org.qgate.api.qrng.SourceIdentity;
import org.qgate.api.qrng.SourceSpec;
import org.qgate.api.qrng.Subscription;

/** Quantum randomness that remembers what was asked of it. */
public final class KnownQrng implements Qrng {
    public static final String STREAM = "ab".repeat(32);
    public final List<String> asked = new ArrayList<>();
    public SourceSpec spec =
            new SourceSpec("first", "file", "/dev/x", Provenance.RAW_DEVICE, 8, 7.5, 1_000_000, Map.of());
    public DeviceState state = DeviceState.HEALTHY;
    public boolean sound = true;
    public List<Subscription> subscriptions = List.of();

    @Override
    public Map<String, String> drivers() {
        return Map.of("file", "Opens a file.");
    }

    @Override
    public List<DeviceInfo> devices() {
        return List.of(info());
    }

    private DeviceInfo info() {
        SourceIdentity identity = new SourceIdentity("maker", "one", "17", "2", false);
        return new DeviceInfo(
                spec,
                identity,
                spec.provenance(),
                state,
                "",
                1_000,
                4_096,
                9,
                2,
                1,
                1,
                0,
                0,
                0,
                1,
                2_048,
                1_536,
                6.25,
                Optional.empty());
    }

    @Override
    public DeviceInfo device(String name) {
        if (!name.equals(spec.name())) {
            throw new QGateException(QrngError.NO_DEVICE, "device '" + name + "'");
        }
        return info();
    }

    @Override
    public List<Minute> lastHour(String name) {
        return List.of(
                new Minute(0, 60_000, 0, DeviceState.HEALTHY), new Minute(60_000, 600, 3, DeviceState.QUARANTINED));
    }

    private DeviceInfo said(String what, SourceSpec now, DeviceState next) {
        asked.add(what);
        spec = now;
        state = next;
        return info();
    }

    @Override
    public DeviceInfo add(String actor, SourceSpec added) {
        return said(actor + " add " + added, added, DeviceState.INIT);
    }

    @Override
    public void remove(String actor, String name) {
        asked.add(actor + " remove " + name);
    }

    @Override
    public DeviceInfo test(String actor, String name) {
        return said(actor + " test " + name, spec, DeviceState.HEALTHY);
    }

    @Override
    public Assessment assess(String actor, String name, int samples) {
        asked.add(actor + " assess " + name + " " + samples);
        return new Assessment(
                5,
                samples,
                8,
                7.2,
                0.9,
                7.2,
                List.of(new Assessment.Estimate("6.3.1", "most common value", false, 7.2)));
    }

    @Override
    public DeviceInfo quarantine(String actor, String name, String reason) {
        return said(actor + " quarantine " + name + " " + reason, spec, DeviceState.QUARANTINED);
    }

    @Override
    public DeviceInfo release(String actor, String name) {
        return said(actor + " release " + name, spec, DeviceState.STARTUP);
    }

    @Override
    public PoolInfo pool() {
        return new PoolInfo(
                1_024,
                8 << 20,
                5_000,
                3_000,
                976,
                1,
                false,
                List.of(new PoolInfo.Share("first", Provenance.RAW_DEVICE, 1_024)),
                List.of(new PoolInfo.Consumer("crypto", 3_000, 3)));
    }

    @Override
    public List<Subscription> subscriptions() {
        return subscriptions;
    }

    @Override
    public Subscription subscribe(String actor, NodeId server) {
        asked.add(actor + " subscribe " + server);
        Subscription made = new Subscription(server, "CONNECTING", "", 0, 0, 0, 0, 0, 1);
        subscriptions = List.of(made);
        return made;
    }

    @Override
    public void unsubscribe(String actor, NodeId server) {
        asked.add(actor + " unsubscribe " + server);
        subscriptions = List.of();
    }

    @Override
    public List<Lease> leases() {
        return List.of(new Lease("1", Optional.empty(), 1, 2, 512, 64, 0));
    }

    @Override
    public List<Alert> alerts() {
        return List.of(
                new Alert(2, 20, 0, "first", "QG-QRN-0010", "value 7 came 40 times", "Check it."),
                new Alert(1, 10, 15, "first", "QG-QRN-0012", "nothing came", "Check it."));
    }

    @Override
    public List<String> streams() {
        return List.of(STREAM);
    }

    @Override
    public List<BlockInfo> blocks(String stream, long before, int limit) {
        if (!stream.equals(STREAM)) {
            throw new QGateException(QrngError.NO_STREAM, stream);
        }
        return List.of(blockInfo(stream, 3));
    }

    @Override
    public byte[] block(String stream, long sequence) {
        return new byte[] {1};
    }

    @Override
    public BlockInfo blockInfo(String stream, long sequence) {
        return new BlockInfo(
                stream, sequence, "FAILURE", 60_000, "cd".repeat(64), 700, false, Map.of("reason", "stuck"));
    }

    @Override
    public BlockCheck verify(String stream) {
        return new BlockCheck(
                stream, 4, sound, sound ? "" : "block 2, byte 112: previous", sound ? "" : "does not follow block 1");
    }

    @Override
    public BlockCheck verify(Path file) {
        asked.add("verify " + file);
        return verify(STREAM);
    }

    @Override
    public long export(String actor, String stream, long from, long to, Path file) {
        asked.add(actor + " export " + from + " " + to + " " + file);
        return 4;
    }

    @Override
    public String metrics() {
        return "";
    }
}
