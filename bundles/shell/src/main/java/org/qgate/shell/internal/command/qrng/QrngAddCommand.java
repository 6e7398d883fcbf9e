package org.qgate.shell.internal.command.qrng;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.Qrng;
import org.qgate.api.qrng.SourceSpec;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;

/** {@code qrng:add} */
@Service
@Command(
        scope = "qrng",
        name = "add",
        description = "Add a device; it is used once its start-up tests pass, and kept over restarts")
public final class QrngAddCommand extends QrngChange {
    @Argument(
            index = 0,
            name = "NAME",
            description = "1 to 32 characters of a-z, 0-9 and -, first a letter",
            required = true)
    String name;

    @Argument(
            index = 1,
            name = "DRIVER",
            description = "What opens it: qrng:list --drivers says what there is",
            required = true)
    @Completion(DriverCompleter.class)
    String driver;

    @Argument(index = 2, name = "LOCATION", description = "What the driver opens: a path, or a URL", required = true)
    @Completion(FileCompleter.class)
    String location;

    @Option(
            name = "--provenance",
            description =
                    "raw, conditioned, remote, replay or simulated; driver and device may lower it, never raise it")
    @Completion(ProvenanceCompleter.class)
    String provenance = "conditioned";

    @Option(name = "--bits", description = "Bits of a sample, 1 to 8; a sample is one byte, in its lowest bits")
    int bits = 8;

    @Option(name = "--min-entropy", description = "What its maker claims, in bits a sample", required = true)
    double minEntropy;

    @Option(
            name = "--rate",
            description = "Samples a second that its maker claims; the cut-offs of the health tests follow from it")
    long rate = 1_000_000;

    @Option(
            name = "--option",
            aliases = "-o",
            description = "An option of the driver as KEY=VALUE, such as pin=SHA-256 of a certificate; may be repeated",
            multiValued = true)
    List<String> options = List.of();

    @Override
    protected Change prepare(Qrng qrng, String actor, ShellServices asked) {
        Provenance said = DeviceViews.PROVENANCES.get(provenance);
        if (said == null) {
            throw new UsageException(
                    "--provenance is raw, conditioned, remote, replay or simulated, not " + provenance);
        }
        SourceSpec spec = new SourceSpec(name, driver, location, said, bits, minEntropy, rate, options());
        return new Change(
                "qrng:add",
                name + " " + driver + " " + location,
                spec,
                () -> DeviceViews.changed(qrng.add(actor, spec)));
    }

    private Map<String, String> options() {
        Map<String, String> read = new LinkedHashMap<>();
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 1 || read.put(option.substring(0, equals), option.substring(equals + 1)) != null) {
                throw new UsageException("an option of a driver is KEY=VALUE, each key once, not " + option);
            }
        }
        return read;
    }
}
