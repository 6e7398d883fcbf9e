package org.qgate.testnet.broken;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.qgate.api.update.Part;
import org.qgate.common.escrow.Escrow;

/** A part that does what the real one does, but for one fault. */
final class BrokenPart implements Part {
    /** Longer than any step may take; then its thread ends, as the node may serve other tests. */
    private static final long HANG_SECONDS = 20;

    private static final int NEWEST = 65_535;

    private final Part real;
    private final Fault fault;
    private final BundleContext bundle;

    BrokenPart(Part real, Fault fault, BundleContext bundle) {
        this.real = real;
        this.fault = fault;
        this.bundle = bundle;
    }

    private void on(Fault which, Runnable what) {
        if (fault == which) {
            what.run();
        }
    }

    private static void fail() {
        throw new IllegalStateException("broken on purpose");
    }

    /** Not again when the node begins anew with this version: it shall be possible to get rid of it. */
    private void once(Runnable what) {
        Path mark = Path.of(
                bundle.getProperty("karaf.data"),
                "tmp",
                "broken-" + bundle.getBundle().getVersion());
        try {
            if (mark.toFile().createNewFile()) {
                what.run();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Deaf to interruption, as a loop without end would be. */
    private static void hang() {
        CountDownLatch never = new CountDownLatch(1);
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(HANG_SECONDS);
        while (System.nanoTime() - endNs < 0) {
            try {
                if (never.await(endNs - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            } catch (InterruptedException ignored) {
                // what hangs does not listen
            }
        }
    }

    /** Java cannot kill itself without a word; the operating system can. */
    private static void kill() {
        try {
            new ProcessBuilder(
                            "kill",
                            "-KILL",
                            Long.toString(ProcessHandle.current().pid()))
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        hang();
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public List<String> around() {
        return real.around();
    }

    @Override
    public void begin() {
        real.begin();
    }

    @Override
    public void prepare() {
        on(Fault.PREPARE_FAILS, BrokenPart::fail);
        on(Fault.KILLED_BEFORE_PREPARE, BrokenPart::kill);
        real.prepare();
    }

    @Override
    public byte[] freeze() {
        on(Fault.KILLED_BEFORE_FREEZE, () -> once(BrokenPart::kill));
        byte[] state = real.freeze();
        on(Fault.FREEZE_FAILS, () -> once(BrokenPart::fail));
        return state;
    }

    @Override
    public void adopt(byte[] escrow) {
        on(Fault.KILLED_BEFORE_ADOPT, BrokenPart::kill);
        real.adopt(fault == Fault.WRONG_SCHEMA ? later(escrow) : escrow);
        on(Fault.ADOPT_HANGS, BrokenPart::hang);
    }

    /** The same state, said to be of a schema that nobody knows yet. */
    private byte[] later(byte[] escrow) {
        Map<String, Object> state = Escrow.decode(escrow, name(), NEWEST).state();
        return new Escrow(name(), NEWEST, state).encode();
    }

    @Override
    public void commit() {
        on(Fault.KILLED_BEFORE_COMMIT, BrokenPart::kill);
        real.commit();
        on(Fault.COMMIT_FAILS, BrokenPart::fail);
        on(Fault.KILLED_AFTER_COMMIT, BrokenPart::kill);
    }

    @Override
    public void leave() {
        real.leave();
    }

    /** Asked once a second in the probation. */
    @Override
    public long faults() {
        on(Fault.KILLED_IN_PROBATION, BrokenPart::kill);
        on(Fault.DIES_LATER, this::die);
        return fault == Fault.LOSES_A_LINK ? 1 : real.faults();
    }

    private void die() {
        try {
            bundle.getBundle().stop();
        } catch (BundleException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public Adopted adopted() {
        return real.adopted();
    }

    @Override
    public void settled() {
        real.settled();
    }

    @Override
    public void end() {
        real.end();
    }
}
