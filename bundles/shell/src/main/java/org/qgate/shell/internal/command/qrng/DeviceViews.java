package org.qgate.shell.internal.command.qrng;

import java.util.Locale;
import java.util.Map;
import org.qgate.api.qrng.DeviceInfo;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceIdentity;
import org.qgate.api.qrng.SourceSpec;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Facts;
import org.qgate.shell.internal.view.Text;
import org.qgate.shell.internal.view.View;

/** Devices of randomness for people. */
final class DeviceViews {
    /** What an operator types, and what it means. */
    static final Map<String, Provenance> PROVENANCES = Map.of(
            "raw", Provenance.RAW_DEVICE,
            "conditioned", Provenance.CONDITIONED_DEVICE,
            "remote", Provenance.REMOTE_SERVICE,
            "replay", Provenance.REPLAY,
            "simulated", Provenance.SIMULATED);

    private DeviceViews() {}

    /** A device after a change. */
    static Answer changed(DeviceInfo device) {
        return Answer.of(Document.of("qgate.qrng-device/1").with("device", device), facts(device));
    }

    /** All that is known of a device. */
    static View facts(DeviceInfo device) {
        SourceSpec spec = device.spec();
        return new Facts()
                .fact("name", spec.name())
                .fact("state", device.state() + (device.reason().isEmpty() ? "" : ": " + device.reason()))
                .fact("since", Text.moment(device.sinceWallMs()))
                .fact("provenance", device.provenance() + (device.provenance().mayBeQuantum() ? "" : ", never quantum"))
                .fact("driver", spec.driver() + " " + spec.location())
                .fact("device", identity(device.identity()))
                .fact(
                        "samples",
                        spec.bitsPerSample() + " bits, " + device.samples() + " read, "
                                + Text.bytes((long) device.bytesPerSecond()) + "/s now")
                .fact("min-entropy", entropy(device))
                .fact(
                        "windows",
                        device.windows() + " tested, " + device.discarded() + " discarded, " + device.quarantines()
                                + " times quarantined")
                .fact(
                        "failures",
                        device.repetitionFailures() + " repetition, " + device.proportionFailures() + " proportion, "
                                + device.stalls() + " stalls, " + device.duplicates() + " duplicates, "
                                + device.identityChanges() + " changes of identity")
                .fact("conditioned", Text.bytes(device.deliveredBytes()));
    }

    private static String identity(SourceIdentity identity) {
        if (identity.equals(SourceIdentity.UNKNOWN)) {
            return "says nothing of itself";
        }
        return identity.vendor() + " " + identity.model() + ", serial " + identity.serial() + ", firmware "
                + identity.firmware() + (identity.simulated() ? ", says that it is a simulator" : "");
    }

    private static String entropy(DeviceInfo device) {
        String assessed = device.assessment()
                .map(each -> bits(each.assessed()) + " assessed " + Text.moment(each.wallMs()))
                .orElse("not assessed yet");
        return bits(device.creditedMinEntropy()) + " credited of "
                + bits(device.spec().claimedMinEntropy()) + " claimed, " + assessed;
    }

    /** Returns bits with three digits after the point. */
    static String bits(double bits) {
        return String.format(Locale.ROOT, "%.3f", bits);
    }
}
