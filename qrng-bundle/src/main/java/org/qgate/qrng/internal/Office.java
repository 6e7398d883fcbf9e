package org.qgate.qrng.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.qgate.api.NodeId;
import org.qgate.api.base.Audit;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.Alert;
import org.qgate.api.qrng.Assessment;
import org.qgate.api.qrng.BlockCheck;
import org.qgate.api.qrng.BlockInfo;
import org.qgate.api.qrng.DeviceInfo;
import org.qgate.api.qrng.Lease;
import org.qgate.api.qrng.Minute;
import org.qgate.api.qrng.PoolInfo;
import org.qgate.api.qrng.Qrng;
import org.qgate.api.qrng.SourceSpec;
import org.qgate.api.qrng.Subscription;

/** What operators may ask, over what works at this moment; audits each change. Thread-safe. */
final class Office implements Qrng {
    /** How long a call waits for the store to open, or for this version to begin. */
    private static final long PATIENCE_MS = 3_000;

    private final Audit audit;
    private final LongFunction<Works> works;

    /** Asks what works, waiting for it at most as long as asked. */
    Office(Audit audit, LongFunction<Works> works) {
        this.audit = audit;
        this.works = works;
    }

    private Works works() {
        return works.apply(PATIENCE_MS);
    }

    @Override
    public Map<String, String> drivers() {
        return works().drivers();
    }

    @Override
    public List<DeviceInfo> devices() {
        works();
        return List.of();
    }

    @Override
    public DeviceInfo device(String name) {
        throw none(name);
    }

    private QGateException none(String name) {
        works();
        return new QGateException(QrngError.NO_DEVICE, "device '" + name + "'");
    }

    @Override
    public List<Minute> lastHour(String name) {
        throw none(name);
    }

    @Override
    public DeviceInfo add(String actor, SourceSpec spec) {
        throw new QGateException(QrngError.NO_DRIVER, spec.driver());
    }

    @Override
    public void remove(String actor, String name) {
        throw none(name);
    }

    @Override
    public DeviceInfo test(String actor, String name) {
        throw none(name);
    }

    @Override
    public Assessment assess(String actor, String name, int samples) {
        throw none(name);
    }

    @Override
    public DeviceInfo quarantine(String actor, String name, String reason) {
        throw none(name);
    }

    @Override
    public DeviceInfo release(String actor, String name) {
        throw none(name);
    }

    @Override
    public PoolInfo pool() {
        works();
        return new PoolInfo(0, 0, 0, 0, 0, 0, true, List.of(), List.of());
    }

    @Override
    public List<Subscription> subscriptions() {
        works();
        return List.of();
    }

    @Override
    public Subscription subscribe(String actor, NodeId server) {
        throw new QGateException(QrngError.NO_SERVER, server.toString());
    }

    @Override
    public void unsubscribe(String actor, NodeId server) {
        throw new QGateException(QrngError.NO_SERVER, server.toString());
    }

    @Override
    public List<Lease> leases() {
        works();
        return List.of();
    }

    @Override
    public List<Alert> alerts() {
        works();
        return List.of();
    }

    @Override
    public List<String> streams() {
        works();
        return List.of();
    }

    @Override
    public List<BlockInfo> blocks(String stream, long before, int limit) {
        throw new QGateException(QrngError.NO_STREAM, stream);
    }

    @Override
    public byte[] block(String stream, long sequence) {
        throw new QGateException(QrngError.NO_STREAM, stream);
    }

    @Override
    public BlockInfo blockInfo(String stream, long sequence) {
        throw new QGateException(QrngError.NO_STREAM, stream);
    }

    @Override
    public BlockCheck verify(String stream) {
        throw new QGateException(QrngError.NO_STREAM, stream);
    }

    @Override
    public BlockCheck verify(Path file) {
        throw new QGateException(QrngError.NO_BLOCK, file.toString());
    }

    @Override
    public long export(String actor, String stream, long from, long to, Path file) {
        throw new QGateException(QrngError.NO_STREAM, stream);
    }

    @Override
    public String metrics() {
        works();
        return "";
    }
}
