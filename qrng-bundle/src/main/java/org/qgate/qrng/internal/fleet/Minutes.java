package org.qgate.qrng.internal.fleet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.qgate.api.qrng.DeviceState;
import org.qgate.api.qrng.Minute;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/** The last sixty minutes of a device and its rate of the last ten seconds. For one thread at a time. */
final class Minutes {
    private static final int KEPT = 60;
    private static final long MINUTE_MS = 60_000;
    private static final int SECONDS = 10;

    private final ArrayDeque<Minute> minutes = new ArrayDeque<>();
    private final long[] seconds = new long[SECONDS + 1];
    private final long[] counts = new long[SECONDS + 1];

    /** Adds what happened now. */
    void add(long wallMs, long nowNs, long samples, long discarded, DeviceState state) {
        long start = wallMs - Math.floorMod(wallMs, MINUTE_MS);
        Minute last = minutes.peekLast();
        if (last == null || last.startWallMs() != start) {
            last = new Minute(start, 0, 0, state);
            minutes.add(last);
            if (minutes.size() > KEPT) {
                minutes.remove();
            }
        }
        minutes.removeLast();
        minutes.add(
                new Minute(start, last.rawBytes() + samples, last.discarded() + discarded, worse(last.worst(), state)));
        long second = nowNs / 1_000_000_000;
        int slot = (int) Math.floorMod(second, (long) seconds.length);
        counts[slot] = (seconds[slot] == second ? counts[slot] : 0) + samples;
        seconds[slot] = second;
    }

    private static DeviceState worse(DeviceState one, DeviceState other) {
        return rank(one) >= rank(other) ? one : other;
    }

    private static int rank(DeviceState state) {
        return switch (state) {
            case HEALTHY -> 0;
            case SUSPECT -> 1;
            case STARTUP -> 2;
            case INIT -> 3;
            case DEAD -> 4;
            case QUARANTINED -> 5;
        };
    }

    /** Returns the rate over the last ten whole seconds. */
    double perSecond(long nowNs) {
        long second = nowNs / 1_000_000_000;
        long sum = 0;
        for (int i = 0; i < seconds.length; i++) {
            sum += second - seconds[i] >= 1 && second - seconds[i] <= SECONDS ? counts[i] : 0;
        }
        return (double) sum / SECONDS;
    }

    /** Returns minutes that are not older than an hour, oldest first. */
    List<Minute> lastHour(long wallMs) {
        List<Minute> all = new ArrayList<>(minutes);
        all.removeIf(each -> each.startWallMs() <= wallMs - (KEPT * MINUTE_MS + MINUTE_MS)
                || each.startWallMs() > wallMs + MINUTE_MS);
        return all;
    }

    byte[] freeze() {
        WireWriter out = new WireWriter().u16(minutes.size());
        for (Minute each : minutes) {
            out.i64(each.startWallMs()).i64(each.rawBytes()).i64(each.discarded());
            out.ascii8(each.worst().name());
        }
        return out.toBytes();
    }

    void thaw(byte[] frozen) {
        WireReader in = new WireReader(frozen);
        int count = in.u16();
        minutes.clear();
        for (int i = 0; i < count; i++) {
            minutes.add(new Minute(in.i64(), in.i64(), in.i64(), DeviceState.valueOf(in.ascii8())));
        }
        in.finish();
    }
}
