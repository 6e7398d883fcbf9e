package org.qgate.qrng.internal.fleet;

import java.util.HashMap;
import java.util.Map;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.QrngError;

/** Numbers of a device since it was added. For one thread at a time. */
final class Counters {
    long samples;
    long windows;
    long discarded;
    long repetitions;
    long proportions;
    long stalls;
    long duplicates;
    long identityChanges;
    long quarantines;
    long deliveredBytes;

    /** Counts a finding. */
    void found(ErrorCode code) {
        if (code == QrngError.REPETITION) {
            repetitions++;
        } else if (code == QrngError.PROPORTION) {
            proportions++;
        } else if (code == QrngError.STALL) {
            stalls++;
        } else if (code == QrngError.DUPLICATE) {
            duplicates++;
        } else if (code == QrngError.IDENTITY_CHANGED) {
            identityChanges++;
        }
    }

    Map<String, Object> freeze() {
        Map<String, Object> out = new HashMap<>();
        out.put("samples", samples);
        out.put("windows", windows);
        out.put("discarded", discarded);
        out.put("repetitions", repetitions);
        out.put("proportions", proportions);
        out.put("stalls", stalls);
        out.put("duplicates", duplicates);
        out.put("identityChanges", identityChanges);
        out.put("quarantines", quarantines);
        out.put("deliveredBytes", deliveredBytes);
        return out;
    }

    void thaw(Plain in) {
        samples = in.number("samples");
        windows = in.number("windows");
        discarded = in.number("discarded");
        repetitions = in.number("repetitions");
        proportions = in.number("proportions");
        stalls = in.number("stalls");
        duplicates = in.number("duplicates");
        identityChanges = in.number("identityChanges");
        quarantines = in.number("quarantines");
        deliveredBytes = in.number("deliveredBytes");
    }
}
