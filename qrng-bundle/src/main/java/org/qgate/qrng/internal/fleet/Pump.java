package org.qgate.qrng.internal.fleet;

import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.qgate.api.base.Clock;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.EntropySource;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceDriver;
import org.qgate.api.qrng.SourceIdentity;
import org.qgate.qrng.internal.flow.Finding;
import org.qgate.qrng.internal.flow.RawWindow;
import org.qgate.qrng.internal.flow.WindowVerdict;

/**
 * Reads one opened device until it goes or is to stop: window by window, each judged whole before any of it is used. Nothing
 * that the device gives or says is trusted. One thread runs it; the rest is thread-safe.
 *
 * <p>While the stock is full, or the device is quarantined, it reads one window a second, so that its health stays known; a
 * recording is not read at all while the stock is full, for what is read of it is gone.
 */
final class Pump implements Runnable {
    /** The device is asked who it is this often. */
    static final long IDENTITY_NS = 10_000_000_000L;
    /** Over so much time of reading its rate is compared with the claim. */
    static final long RATE_NS = 10_000_000_000L;
    /** A device that gives less than this part of its claimed rate is not well. */
    static final long SLOWEST_PART = 10;

    /** Opening takes 10 s at most, and so does asking. */
    private static final long OPENING_NS = 15_000_000_000L;

    private static final long RESTING_NS = 1_000_000_000L;
    private static final long REST_MS = 20;
    private static final long STORE_AGAIN_MS = 500;
    private static final long READ_MS = 200;
    private static final int LONGEST_TEXT = 200; // of an identity, as the contract says
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");

    private final Device device;
    private final World world;
    private final Clock clock;
    private final Ledger ledger;
    private final Outlet outlet;
    private final SourceDriver driver;
    private final byte[] window;
    private final long stallNs;
    private volatile EntropySource source;
    private volatile boolean stopping;
    private volatile boolean done;
    private volatile long waitingUntilNs;
    private volatile boolean waiting;
    private boolean recording;
    private int filled;
    private long startedWallMs;
    private long lastWindowNs;
    private long lastSampleNs;
    private long askedNs;
    private long windowWhenAsked;
    private long readNs;
    private long readSamples;

    Pump(Device device, World world, Ledger ledger, SourceDriver driver) {
        this.device = device;
        this.world = world;
        this.ledger = ledger;
        this.driver = driver;
        clock = world.clock();
        outlet = new Outlet(device, world);
        window = new byte[device.progress.window()];
        stallNs = stallNs(device.spec.samplesPerSecond());
        lastWindowNs = clock.monoNs() - RESTING_NS;
    }

    /** No sample for so long is a stall: two seconds, or the time of 64 samples if that is longer. */
    static long stallNs(long samplesPerSecond) {
        return Math.max(2_000_000_000L, 64_000_000_000L / samplesPerSecond);
    }

    @Override
    public void run() {
        DeviceEvent.Gone why = null;
        try {
            open();
            while (!stopping) {
                step();
            }
        } catch (GoneException gone) {
            why = gone.event();
        } catch (QGateException failed) {
            why = failed(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            why = gone(QrngError.UNREADABLE, "its driver failed: " + failed, false);
        } finally {
            letGo();
        }
        finish(why);
    }

    private DeviceEvent.Gone failed(QGateException failed) {
        if (failed.code() instanceof QrngError known) {
            return gone(known, failed.getMessage().substring(failed.codeId().length() + 1), false);
        }
        return gone(QrngError.UNREADABLE, failed.getMessage(), false);
    }

    private static DeviceEvent.Gone gone(QrngError code, String cause, boolean forGood) {
        return new DeviceEvent.Gone(new Finding(code, cause, true), forGood);
    }

    /** A device that answers nonsense is quarantined, beside being let go. */
    private void finish(DeviceEvent.Gone why) {
        device.locked(() -> {
            unread();
            if (!stopping && why != null) {
                if (why.finding().code() == QrngError.NONSENSE) {
                    device.apply(new DeviceEvent.Fault(why.finding(), Long.MAX_VALUE));
                }
                device.apply(why);
            }
            done = true;
        });
    }

    private void open() throws InterruptedException {
        device.locked(() -> device.apply(new DeviceEvent.Opening()));
        long before = device.locked(device.progress::position);
        windowWhenAsked = device.locked(device.progress::nextWindow);
        source = waited(OPENING_NS, () -> driver.open(device.spec, before));
        if (source == null) {
            throw new GoneException(gone(QrngError.UNREADABLE, "its driver opened nothing", false));
        }
        Provenance atMost = source.atMost();
        recording = atMost == Provenance.REPLAY;
        ask();
        device.locked(() -> {
            if (!stopping) {
                device.apply(new DeviceEvent.Opened());
            }
        });
        device.takeAskAgain(); // it was asked
        lastSampleNs = clock.monoNs();
    }

    /** Asks the device who it is; what it said before counts. */
    private void ask() {
        SourceIdentity said = checked(waited(OPENING_NS, source::identity));
        device.locked(() -> {
            if (stopping) {
                return;
            }
            WindowVerdict verdict = device.tests().judge(said);
            if (verdict.clean()) {
                device.known(said, source.atMost());
                windowWhenAsked = device.progress.nextWindow();
            } else {
                device.apply(new DeviceEvent.Fault(verdict.findings().get(0), windowWhenAsked - 1));
            }
        });
        askedNs = clock.monoNs();
        lastSampleNs = askedNs;
    }

    private static SourceIdentity checked(SourceIdentity said) {
        if (said == null) {
            throw nonsense("it says nothing of itself");
        }
        return new SourceIdentity(
                text(said.vendor()), text(said.model()), text(said.serial()), text(said.firmware()), said.simulated());
    }

    private static String text(String text) {
        if (text == null || text.length() > LONGEST_TEXT) {
            throw nonsense("it says of itself " + (text == null ? "nothing" : "a text of " + text.length())
                    + " where at most " + LONGEST_TEXT + " characters are allowed");
        }
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }

    private static QGateException nonsense(String cause) {
        return new QGateException(QrngError.NONSENSE, cause);
    }

    private void step() throws InterruptedException {
        if (device.takeOpenAnew()) {
            EntropySource stale = source;
            device.locked(this::unread);
            open(); // before the other one is closed: a FIFO's writer must not see its last reader go
            letGo(stale);
        }
        if (device.takeAskAgain() || clock.monoNs() - askedNs >= IDENTITY_NS) {
            ask();
        }
        boolean backedUp = !outlet.forward(() -> stopping);
        if (rests(backedUp)) {
            device.pause(REST_MS);
            lastSampleNs = clock.monoNs();
            return;
        }
        if (!device.locked(device.progress::reserved) && !reserve()) {
            device.pause(STORE_AGAIN_MS);
            lastSampleNs = clock.monoNs();
            return;
        }
        read();
        if (filled == window.length) {
            judge(backedUp);
        }
    }

    /** A window that was begun is read to its end. */
    private boolean rests(boolean backedUp) {
        if (outlet.holdsWindow()) {
            return true; // it is in the array that would be read into
        }
        boolean wanted = device.locked(device::wanted);
        boolean quarantined = !device.locked(() -> device.machine().usable());
        if (wanted || !(backedUp || quarantined)) {
            return false;
        }
        if (backedUp && recording) {
            return true;
        }
        return filled == 0 && clock.monoNs() - lastWindowNs < RESTING_NS;
    }

    private boolean reserve() {
        try {
            device.kept.reserve(ledger, recording);
            return true;
        } catch (QGateException absent) { // the store is being replaced or locked: nothing is read until it is back
            return false;
        }
    }

    private void read() throws InterruptedException {
        long beganNs = clock.monoNs();
        if (filled == 0) {
            startedWallMs = clock.wallMs();
        }
        int count = waited(
                stallNs + READ_MS * 1_000_000, () -> source.read(window, filled, window.length - filled, READ_MS));
        long nowNs = clock.monoNs();
        if (count < -1 || count > window.length - filled) {
            throw nonsense("its driver says that it read " + count + " of at most " + (window.length - filled));
        }
        if (count == -1) {
            throw new GoneException(gone(
                    QrngError.ENDED,
                    "it ended after " + device.locked(device.progress::position) + " samples",
                    recording));
        }
        if (count == 0 && nowNs - lastSampleNs >= stallNs) {
            throw new GoneException(gone(QrngError.STALL, "no sample for " + stallNs / 1_000_000 + " ms", false));
        }
        if (count > 0) {
            lastSampleNs = nowNs;
            device.locked(() -> count(count));
        }
        rate(nowNs - beganNs, count);
        if (count == 0 && nowNs - beganNs < REST_MS * 1_000_000) {
            device.pause(REST_MS); // a driver that does not wait is not asked all the time
        }
    }

    /** What comes after it was to stop was not read: whoever goes on reads it. */
    private void count(int samples) {
        if (!stopping) {
            filled += samples;
            device.read(samples);
        }
    }

    private void rate(long tookNs, int count) {
        readNs += Math.min(tookNs, 2 * READ_MS * 1_000_000); // a clock that jumps is not the device's fault
        readSamples += count;
        if (readNs < RATE_NS) {
            return;
        }
        double perSecond = readSamples * 1e9 / readNs;
        readNs = 0;
        readSamples = 0;
        if (perSecond * SLOWEST_PART < device.spec.samplesPerSecond()) {
            String cause = Math.round(perSecond) + " samples a second over 10 s; less than a tenth of the claimed "
                    + device.spec.samplesPerSecond();
            Finding slow = new Finding(QrngError.STALL, cause, true);
            device.locked(() -> {
                if (!stopping) {
                    device.apply(new DeviceEvent.Fault(slow, Long.MAX_VALUE));
                }
            });
        }
    }

    private void judge(boolean backedUp) {
        device.locked(() -> {
            filled = 0;
            if (stopping) {
                return;
            }
            RawWindow whole =
                    new RawWindow(device.name(), device.progress.complete(), window, startedWallMs, clock.wallMs());
            WindowVerdict verdict = device.tests().judge(whole);
            Set<DeviceEffect> effects = device.judged(whole.number(), window, verdict);
            if (effects.contains(DeviceEffect.USE) && !backedUp) {
                outlet.take(whole, verdict);
            }
        });
        lastWindowNs = clock.monoNs();
    }

    /** Calls a device; meanwhile anybody can see how long that may take. */
    private <T> T waited(long atMostNs, Supplier<T> call) {
        waitingUntilNs = clock.monoNs() + atMostNs;
        waiting = true;
        try {
            return call.get();
        } finally {
            waiting = false;
        }
    }

    /** Returns whether it has waited for its device for longer than any call may take. */
    boolean stuck(long nowNs) {
        return waiting && !done && nowNs - waitingUntilNs >= 0;
    }

    /** Returns whether it has come to its end. */
    boolean done() {
        return done;
    }

    /** Lets it end as soon as it can; nothing that it reads is used any more. Does not wait. */
    void stop() {
        stopping = true;
    }

    /** What lies in a window that was not judged was given to nobody: it may be read again. The lock is held. */
    void unread() {
        device.progress.unread(filled);
        filled = 0;
    }

    /** Lets the device go, which ends a call that waits. */
    void letGo() {
        letGo(source);
    }

    private void letGo(EntropySource open) {
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (RuntimeException failed) {
            FleetLog.notClosed(device.name(), failed);
        }
    }
}
