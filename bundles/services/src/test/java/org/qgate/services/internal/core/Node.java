package org.qgate.services.internal.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Workers;
import org.qgate.api.extender.Consent;
import org.qgate.api.extender.ExtenderChange;
import org.qgate.api.extender.ExtenderInfo;
import org.qgate.common.release.PublicReleaseKey.Verifier;
import org.qgate.services.internal.parcel.Shelf;
import org.qgate.services.internal.record.Ledger;
import org.qgate.services.internal.trust.Offers;
import org.qgate.services.internal.trust.Publishers;
import org.qgate.sim.SimAudit;
import org.qgate.sim.SimHealth;

/** A node as far as extenders are concerned: one disk, one process after the other, work done at once. */
final class Node {
    static final Consent ALL = new Consent(true, Set.of("net.dial", "net.accept", "event.publish"), true);
    static final String ID = FakePackages.ID;

    /** Time as tests set it. */
    static final class TestClock implements Clock {
        long wallMs = 1_000_000;

        @Override
        public long wallMs() {
            return wallMs;
        }

        @Override
        public long monoNs() {
            return wallMs * 1_000_000;
        }
    }

    /** Does everything at once, or when a test says so. */
    static final class TestWorkers implements Workers {
        boolean later;
        final Deque<Runnable> waiting = new ArrayDeque<>();

        @Override
        public boolean offer(Runnable task) {
            if (later) {
                waiting.add(task);
            } else {
                task.run();
            }
            return true;
        }

        void run() {
            while (!waiting.isEmpty()) {
                waiting.remove().run();
            }
        }

        @Override
        public int queued() {
            return waiting.size();
        }

        @Override
        public void close() {
            waiting.clear();
        }
    }

    private static final Verifier BELIEVING = new Verifier() {
        @Override
        public boolean ed25519(byte[] publicKey, byte[] signed, byte[] signature) {
            return signature.length == 1 && signature[0] == publicKey[0];
        }

        @Override
        public boolean mlDsa65(byte[] publicKey, byte[] signed, byte[] signature) {
            return ed25519(publicKey, signed, signature);
        }
    };

    final TestClock clock = new TestClock();
    final Disk disk = new Disk(clock);
    final SimHealth health = new SimHealth();
    final SimAudit audit = new SimAudit();
    final TestWorkers workers = new TestWorkers();
    final TestWorkers drains = new TestWorkers();
    final Path folder;
    FakeGate gate = new FakeGate();
    Office office;
    Desk desk;

    Node(Path folder) {
        this.folder = folder;
        take();
    }

    /** A version of the bundle takes office in this process, after the one before. */
    void take() {
        if (office != null) {
            office.leave();
        }
        Ledger ledger = new Ledger(() -> disk.counted().namespace(Ledger.NAMESPACE));
        Publishers publishers = new Publishers(ledger, clock, BELIEVING);
        office = new Office(new World(
                ledger,
                new Shelf(disk),
                new FakePackages(),
                publishers,
                new Offers(folder, publishers),
                gate,
                () -> gate,
                () -> gate,
                new ExtenderData(disk::counted),
                clock,
                health,
                audit,
                workers,
                drains));
        desk = new Desk(office);
        office.clean();
        office.open(Optional.of(FakePackages.key(1)));
    }

    /** Another process; the framework's cache is still there. */
    void restart() {
        var onStart = gate.onStart;
        var cached = gate.bundles;
        boolean confines = gate.confines;
        office.leave();
        office = null;
        gate = new FakeGate();
        gate.onStart = onStart;
        gate.confines = confines;
        gate.bundles.putAll(cached);
        workers.waiting.clear();
        drains.waiting.clear();
        disk.left = Integer.MAX_VALUE;
        take();
    }

    Path file(byte[] content) {
        try {
            return Files.write(Files.createTempFile(folder, "package", ".qsx"), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    ExtenderChange install(FakePackages.Draft draft, Consent consent) {
        return change(desk.install(file(draft.pack()), consent, false, "op"));
    }

    ExtenderChange change(long number) {
        return desk.change(number).orElseThrow();
    }

    ExtenderInfo info() {
        return desk.info(ID).orElseThrow();
    }

    String live() {
        return desk.info(ID).map(ExtenderInfo::version).orElse("");
    }
}
