package org.qgate.qrng.internal.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.qrng.Assessment;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceIdentity;
import org.qgate.api.qrng.SourceSpec;

/** Values of the contract as plain ones, for the store and for a hand-over, and back. */
final class Kept {
    private Kept() {}

    static Map<String, Object> of(SourceSpec spec) {
        Map<String, Object> out = new HashMap<>();
        out.put("name", spec.name());
        out.put("driver", spec.driver());
        out.put("location", spec.location());
        out.put("provenance", (long) spec.provenance().code());
        out.put("bits", (long) spec.bitsPerSample());
        out.put("claim", Double.doubleToLongBits(spec.claimedMinEntropy()));
        out.put("rate", spec.samplesPerSecond());
        out.put("options", new HashMap<String, Object>(spec.options()));
        return out;
    }

    static SourceSpec spec(Map<String, Object> from) {
        Plain in = new Plain(from);
        Map<String, String> options = new HashMap<>();
        in.map("options").forEach((name, value) -> options.put(name, String.valueOf(value)));
        return new SourceSpec(
                in.text("name"),
                in.text("driver"),
                in.text("location"),
                Provenance.of((int) in.number("provenance")),
                (int) in.number("bits"),
                in.real("claim"),
                in.number("rate"),
                options);
    }

    static Map<String, Object> of(SourceIdentity identity) {
        Map<String, Object> out = new HashMap<>();
        out.put("vendor", identity.vendor());
        out.put("model", identity.model());
        out.put("serial", identity.serial());
        out.put("firmware", identity.firmware());
        out.put("simulated", identity.simulated());
        return out;
    }

    static SourceIdentity identity(Map<String, Object> from) {
        Plain in = new Plain(from);
        return new SourceIdentity(
                in.text("vendor"), in.text("model"), in.text("serial"), in.text("firmware"), in.flag("simulated"));
    }

    static Map<String, Object> of(Assessment assessment) {
        Map<String, Object> out = new HashMap<>();
        out.put("wallMs", assessment.wallMs());
        out.put("samples", (long) assessment.samples());
        out.put("bits", (long) assessment.bitsPerSample());
        out.put("original", Double.doubleToLongBits(assessment.original()));
        out.put("bitstring", Double.doubleToLongBits(assessment.bitstring()));
        out.put("assessed", Double.doubleToLongBits(assessment.assessed()));
        out.put("estimates", assessment.estimates().stream().map(Kept::of).toList());
        return out;
    }

    private static Map<String, Object> of(Assessment.Estimate estimate) {
        return Map.of(
                "section", estimate.section(),
                "name", estimate.name(),
                "overBits", estimate.overBits(),
                "minEntropy", Double.doubleToLongBits(estimate.minEntropy()));
    }

    static Optional<Assessment> assessment(Plain holder) {
        if (!holder.has("assessment")) {
            return Optional.empty();
        }
        Plain in = new Plain(holder.map("assessment"));
        List<Assessment.Estimate> estimates = new ArrayList<>();
        for (Object each : in.list("estimates")) {
            Plain one = new Plain(Plain.map(each));
            estimates.add(new Assessment.Estimate(
                    one.text("section"), one.text("name"), one.flag("overBits"), one.real("minEntropy")));
        }
        return Optional.of(new Assessment(
                in.number("wallMs"),
                (int) in.number("samples"),
                (int) in.number("bits"),
                in.real("original"),
                in.real("bitstring"),
                in.real("assessed"),
                estimates));
    }
}
