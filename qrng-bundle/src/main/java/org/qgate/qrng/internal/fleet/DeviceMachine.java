package org.qgate.qrng.internal.fleet;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.DeviceState;
import org.qgate.qrng.internal.flow.Finding;
import org.qgate.qrng.internal.flow.WindowVerdict;

/**
 * Where a device stands: states, events and time in, effects out. Knows no clock, thread or device. For one thread at a
 * time, but {@link #usable} by any.
 */
final class DeviceMachine {
    /** A discarded window makes it suspect until so many in a row were clean. */
    static final int CLEAN_AGAIN = 64;
    /** So many discarded of the last {@value #CLEAN_AGAIN} are no chance any more: sound ones come to it once in 2^48 windows. */
    static final int TOO_MANY = 8;
    /** Quarantined for what may pass, it qualifies again after so long without a finding; four times as long each time. */
    static final long QUIET_NS = 600_000_000_000L;
    /** So often by itself; then somebody has to look. */
    static final int BY_ITSELF = 3;
    /** Healthy for so long, it is trusted again as at first. */
    static final long TRUSTED_NS = 86_400_000_000_000L;

    private static final long FIRST_BACK_OFF_NS = 1_000_000_000L;
    private static final long LONGEST_BACK_OFF_NS = 60_000_000_000L;
    private static final Set<DeviceEffect> NOTHING = Set.of();

    private final int startSamples;
    private final int margin;
    private volatile DeviceState state = DeviceState.INIT;
    private Finding finding;
    private boolean open;
    private boolean forGood;
    private int failures;
    private long openAtNs;
    private boolean opensAtOnce = true;
    private int started;
    private int startsFailed;
    private long recent;
    private int cleanInRow;
    private long certain = -1;
    private long quietSinceNs;
    private int byItself;

    /**
     * Begins at INIT.
     *
     * @param startSamples that start-up tests take
     * @param margin windows before the first bad one in which the fault may have begun unseen
     */
    DeviceMachine(int startSamples, int margin) {
        this.startSamples = startSamples;
        this.margin = margin;
    }

    /** Says that windows up to a number are none of its business: they were of an earlier life of the node. */
    void after(long window) {
        certain = window;
    }

    /** Begins as it was left: quarantined. */
    void quarantined(Finding why, long nowNs) {
        state = DeviceState.QUARANTINED;
        finding = why;
        quietSinceNs = nowNs;
    }

    DeviceState state() {
        return state;
    }

    /** Returns why it is in its state, or null. */
    Finding finding() {
        return finding;
    }

    /** Returns the last window after which all was well for certain; −1 for none. */
    long certain() {
        return certain;
    }

    /** Returns whether bytes of clean windows are used. */
    boolean usable() {
        return state == DeviceState.HEALTHY || state == DeviceState.SUSPECT;
    }

    /** Returns whether it is to be opened now. */
    boolean openDue(long nowNs) {
        return !open && !forGood && (opensAtOnce || nowNs - openAtNs >= 0);
    }

    /** Returns whether an operator may release it. */
    boolean mayBeReleased() {
        return state == DeviceState.QUARANTINED || state == DeviceState.DEAD;
    }

    /** Returns whether start-up tests may be run anew. */
    boolean mayBeTested() {
        return open && (usable() || state == DeviceState.STARTUP);
    }

    /** Takes what happened; returns what is to be done. */
    Set<DeviceEffect> apply(DeviceEvent event, long nowNs) {
        if (event instanceof DeviceEvent.Window window) {
            return window(window, nowNs);
        }
        if (event instanceof DeviceEvent.Fault fault) {
            return fault(fault, nowNs);
        }
        if (event instanceof DeviceEvent.Gone gone) {
            return gone(gone, nowNs);
        }
        if (event instanceof DeviceEvent.Ordered ordered) {
            return ordered(ordered, nowNs);
        }
        if (event instanceof DeviceEvent.Release) {
            return release(nowNs);
        }
        if (event instanceof DeviceEvent.Retest) {
            return mayBeTested() ? startUp() : NOTHING;
        }
        if (event instanceof DeviceEvent.Tick) {
            return tick(nowNs);
        }
        return event instanceof DeviceEvent.Opened ? opened(nowNs) : opening();
    }

    private Set<DeviceEffect> opening() {
        opensAtOnce = false;
        if (state == DeviceState.DEAD) {
            state = DeviceState.INIT;
        }
        return NOTHING;
    }

    private Set<DeviceEffect> opened(long nowNs) {
        open = true;
        quietSinceNs = nowNs;
        return state == DeviceState.INIT || state == DeviceState.DEAD ? startUp() : NOTHING;
    }

    private Set<DeviceEffect> startUp() {
        state = DeviceState.STARTUP;
        started = 0;
        startsFailed = 0;
        recent = 0;
        cleanInRow = 0;
        return EnumSet.of(DeviceEffect.RESET);
    }

    private Set<DeviceEffect> window(DeviceEvent.Window window, long nowNs) {
        WindowVerdict verdict = window.verdict();
        return switch (state) {
            case INIT, DEAD -> NOTHING; // of a reader that was given up
            case QUARANTINED -> {
                quietSinceNs = verdict.clean() ? quietSinceNs : nowNs;
                yield NOTHING;
            }
            case STARTUP -> verdict.clean() ? startedWith(window, nowNs) : startFailed(verdict, nowNs);
            case HEALTHY, SUSPECT -> verdict.clean() ? clean(window, nowNs) : bad(verdict, nowNs);
        };
    }

    private Set<DeviceEffect> startedWith(DeviceEvent.Window window, long nowNs) {
        started += window.samples();
        if (started < startSamples) {
            return NOTHING;
        }
        state = DeviceState.HEALTHY;
        finding = null;
        failures = 0;
        certain = window.number();
        quietSinceNs = nowNs;
        return EnumSet.of(DeviceEffect.CLEAR);
    }

    /** Chance may spoil one window of a sound device, not two in a row of start-up tests. */
    private Set<DeviceEffect> startFailed(WindowVerdict verdict, long nowNs) {
        startsFailed++;
        started = 0;
        return verdict.severe() || startsFailed > 1
                ? quarantine(worst(verdict), certain, nowNs)
                : EnumSet.of(DeviceEffect.DISCARD);
    }

    private Set<DeviceEffect> clean(DeviceEvent.Window window, long nowNs) {
        recent <<= 1;
        cleanInRow++;
        if (state == DeviceState.SUSPECT && cleanInRow >= CLEAN_AGAIN) {
            state = DeviceState.HEALTHY;
            finding = null;
        }
        if (state == DeviceState.HEALTHY) {
            certain = Math.max(certain, window.number() - margin);
            byItself = nowNs - quietSinceNs >= TRUSTED_NS ? 0 : byItself;
        }
        return EnumSet.of(DeviceEffect.USE);
    }

    private Set<DeviceEffect> bad(WindowVerdict verdict, long nowNs) {
        recent = recent << 1 | 1;
        cleanInRow = 0;
        if (verdict.severe() || Long.bitCount(recent) >= TOO_MANY) {
            return quarantine(worst(verdict), certain, nowNs);
        }
        state = DeviceState.SUSPECT;
        finding = worst(verdict);
        return EnumSet.of(DeviceEffect.DISCARD);
    }

    private static Finding worst(WindowVerdict verdict) {
        return verdict.findings().stream().filter(Finding::severe).findFirst().orElseGet(() -> verdict.findings()
                .get(0));
    }

    private Set<DeviceEffect> fault(DeviceEvent.Fault fault, long nowNs) {
        if (state == DeviceState.DEAD) {
            return NOTHING; // of a reader that was given up
        }
        if (state == DeviceState.QUARANTINED) {
            quietSinceNs = nowNs;
            finding = passes(finding) ? fault.finding() : finding;
            return NOTHING;
        }
        return quarantine(fault.finding(), Math.min(certain, fault.certain()), nowNs);
    }

    private Set<DeviceEffect> ordered(DeviceEvent.Ordered ordered, long nowNs) {
        Finding why = new Finding(QrngError.QUARANTINED, ordered.reason(), true);
        return state == DeviceState.QUARANTINED ? NOTHING : quarantine(why, certain, nowNs);
    }

    private Set<DeviceEffect> quarantine(Finding why, long lastCertain, long nowNs) {
        state = DeviceState.QUARANTINED;
        finding = why;
        certain = lastCertain;
        quietSinceNs = nowNs;
        return EnumSet.of(DeviceEffect.DISCARD, DeviceEffect.QUARANTINE);
    }

    private Set<DeviceEffect> gone(DeviceEvent.Gone gone, long nowNs) {
        open = false;
        forGood = gone.forGood();
        openAtNs = nowNs + Math.min(LONGEST_BACK_OFF_NS, FIRST_BACK_OFF_NS << Math.min(failures, 10));
        failures++;
        quietSinceNs = nowNs;
        if (state == DeviceState.QUARANTINED) {
            return EnumSet.of(DeviceEffect.CLOSE);
        }
        state = DeviceState.DEAD;
        finding = gone.finding();
        return EnumSet.of(DeviceEffect.CLOSE, DeviceEffect.ALERT);
    }

    private Set<DeviceEffect> release(long nowNs) {
        if (!mayBeReleased()) {
            return NOTHING;
        }
        byItself = 0;
        if (open) {
            return startUp();
        }
        state = DeviceState.INIT;
        forGood = false;
        failures = 0;
        openAtNs = nowNs;
        opensAtOnce = true;
        return NOTHING;
    }

    private Set<DeviceEffect> tick(long nowNs) {
        if (state != DeviceState.QUARANTINED || !open || !passes(finding) || byItself >= BY_ITSELF) {
            return NOTHING;
        }
        if (nowNs - quietSinceNs < QUIET_NS << 2 * byItself) {
            return NOTHING;
        }
        byItself++;
        return startUp();
    }

    /** What another device, an operator or an assessment stands behind does not pass by itself. */
    private static boolean passes(Finding why) {
        return why.code() != QrngError.IDENTITY_CHANGED
                && why.code() != QrngError.QUARANTINED
                && why.code() != QrngError.LOW_ENTROPY;
    }

    /** Returns all of it but whether it is open: whoever takes over opens it again. */
    Map<String, Object> freeze() {
        Map<String, Object> out = new HashMap<>();
        out.put("state", state.name());
        if (finding != null) {
            out.put("code", finding.code().name());
            out.put("cause", finding.cause());
        }
        out.put("forGood", forGood);
        out.put("failures", (long) failures);
        out.put("started", (long) started);
        out.put("startsFailed", (long) startsFailed);
        out.put("recent", recent);
        out.put("cleanInRow", (long) cleanInRow);
        out.put("certain", certain);
        out.put("quietSinceNs", quietSinceNs);
        out.put("byItself", (long) byItself);
        return out;
    }

    void thaw(Map<String, Object> from) {
        Plain in = new Plain(from);
        state = DeviceState.valueOf(in.text("state"));
        finding = in.has("code") ? new Finding(QrngError.valueOf(in.text("code")), in.text("cause"), true) : null;
        forGood = in.flag("forGood");
        failures = (int) in.number("failures");
        started = (int) in.number("started");
        startsFailed = (int) in.number("startsFailed");
        recent = in.number("recent");
        cleanInRow = (int) in.number("cleanInRow");
        certain = in.number("certain");
        quietSinceNs = in.number("quietSinceNs");
        byItself = (int) in.number("byItself");
        open = false;
        opensAtOnce = true;
    }
}
