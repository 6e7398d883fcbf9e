package org.qgate.qrng.internal.health;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.SourceIdentity;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.qrng.internal.flow.Finding;

/**
 * Compares what a device says of itself with what it said before. What it did not say before it may say once; what it said
 * it has to go on saying.
 */
final class IdentityWatch {
    /** Longer texts are shown cut; two that differ only behind that still differ. */
    private static final int SHOWN = 60;

    private SourceIdentity known = SourceIdentity.UNKNOWN;
    private boolean asked;

    void expect(SourceIdentity before) {
        known = before;
        asked = true;
    }

    SourceIdentity expected() {
        return known;
    }

    List<Finding> judge(SourceIdentity said) {
        List<Finding> findings = new ArrayList<>();
        changed(findings, "vendor", known.vendor(), said.vendor());
        changed(findings, "model", known.model(), said.model());
        changed(findings, "serial number", known.serial(), said.serial());
        changed(findings, "firmware", known.firmware(), said.firmware());
        if (asked && known.simulated() != said.simulated()) {
            findings.add(finding("it is " + (said.simulated() ? "" : "not ") + "a simulator now"));
        }
        if (findings.isEmpty()) {
            expect(said);
        }
        return findings;
    }

    private static void changed(List<Finding> findings, String what, String before, String now) {
        if (!before.isEmpty() && !before.equals(now)) {
            findings.add(finding("its " + what + " was '" + cut(before) + "' and is '" + cut(now) + "'"));
        }
    }

    private static String cut(String text) {
        String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "…";
    }

    private static Finding finding(String cause) {
        return new Finding(QrngError.IDENTITY_CHANGED, cause, true);
    }

    void freeze(WireWriter out) {
        out.u8(asked ? 1 : 0).u8(known.simulated() ? 1 : 0);
        for (String each : List.of(known.vendor(), known.model(), known.serial(), known.firmware())) {
            out.bytes32(each.getBytes(StandardCharsets.UTF_8));
        }
    }

    void thaw(WireReader in) {
        asked = in.u8() == 1;
        boolean simulated = in.u8() == 1;
        known = new SourceIdentity(text(in), text(in), text(in), text(in), simulated);
    }

    private static String text(WireReader in) {
        return new String(in.bytes32(in.remaining()), StandardCharsets.UTF_8);
    }
}
