package org.qgate.qrng.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.qgate.api.NodeId;
import org.qgate.api.base.Audit;
import org.qgate.api.error.QGateException;
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

    private <T> T audited(String actor, String action, String detail, Function<Works, T> change) {
        try {
            T done = change.apply(works());
            audit.record(actor, action, detail, "ok");
            return done;
        } catch (QGateException refused) {
            audit.record(actor, action, detail, refused.codeId());
            throw refused;
        }
    }

    @Override
    public Map<String, String> drivers() {
        return works().drivers();
    }

    @Override
    public List<DeviceInfo> devices() {
        return works().fleet().devices();
    }

    @Override
    public DeviceInfo device(String name) {
        return works().fleet().device(name);
    }

    @Override
    public List<Minute> lastHour(String name) {
        return works().fleet().lastHour(name);
    }

    /** Options may be secrets, so they are not recorded. */
    @Override
    public DeviceInfo add(String actor, SourceSpec spec) {
        String detail = spec.name() + " " + spec.driver() + " " + spec.location() + " " + spec.provenance();
        return audited(actor, "qrng:add", detail, now -> now.fleet().add(spec));
    }

    @Override
    public void remove(String actor, String name) {
        audited(actor, "qrng:remove", name, now -> {
            now.fleet().remove(name);
            return null;
        });
    }

    @Override
    public DeviceInfo test(String actor, String name) {
        return audited(actor, "qrng:test", name, now -> now.fleet().test(name));
    }

    @Override
    public Assessment assess(String actor, String name, int samples) {
        return audited(
                actor, "qrng:assess", name + " " + samples, now -> now.fleet().assess(name, samples));
    }

    @Override
    public DeviceInfo quarantine(String actor, String name, String reason) {
        return audited(actor, "qrng:quarantine", name + " " + reason, now -> now.fleet()
                .quarantine(name, reason));
    }

    @Override
    public DeviceInfo release(String actor, String name) {
        return audited(actor, "qrng:release", name, now -> now.fleet().release(name));
    }

    @Override
    public PoolInfo pool() {
        return works().pool().info();
    }

    @Override
    public List<Subscription> subscriptions() {
        return works().subscribers().list();
    }

    @Override
    public Subscription subscribe(String actor, NodeId server) {
        return audited(actor, "qrng:subscribe", server.toString(), now -> now.subscribers()
                .subscribe(server));
    }

    @Override
    public void unsubscribe(String actor, NodeId server) {
        audited(actor, "qrng:unsubscribe", server.toString(), now -> {
            now.subscribers().unsubscribe(server);
            return null;
        });
    }

    @Override
    public List<Lease> leases() {
        return works().leases();
    }

    @Override
    public List<Alert> alerts() {
        return works().fleet().alerts();
    }

    @Override
    public List<String> streams() {
        return works().mint().streams();
    }

    @Override
    public List<BlockInfo> blocks(String stream, long before, int limit) {
        return works().mint().blocks(stream, before, limit);
    }

    @Override
    public byte[] block(String stream, long sequence) {
        return works().mint().block(stream, sequence);
    }

    @Override
    public BlockInfo blockInfo(String stream, long sequence) {
        return works().mint().blockInfo(stream, sequence);
    }

    @Override
    public BlockCheck verify(String stream) {
        return works().mint().verify(stream);
    }

    @Override
    public BlockCheck verify(Path file) {
        return works().mint().verify(file);
    }

    @Override
    public long export(String actor, String stream, long from, long to, Path file) {
        String detail = stream + " " + from + " " + to + " " + file;
        return audited(actor, "block:export", detail, now -> now.mint().export(stream, from, to, file));
    }

    @Override
    public String metrics() {
        return works().metrics();
    }
}
