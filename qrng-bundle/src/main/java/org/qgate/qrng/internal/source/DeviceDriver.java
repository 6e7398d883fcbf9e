package org.qgate.qrng.internal.source;

import java.nio.file.Path;
import java.util.Set;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.Workers;
import org.qgate.api.qrng.EntropySource;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceDriver;
import org.qgate.api.qrng.SourceSpec;

/** Opens a character device or a FIFO; a regular file too, but as the recording that it is. */
final class DeviceDriver implements SourceDriver {
    private static final String IDENTITY = "identity";

    private final Scheduler scheduler;
    private final Path system;

    /**
     * Makes it.
     *
     * @param system where Linux tells of its devices: {@code /sys}
     */
    DeviceDriver(Scheduler scheduler, Path system) {
        this.scheduler = scheduler;
        this.system = system;
    }

    @Override
    public String scheme() {
        return "device";
    }

    @Override
    public String description() {
        return "a character device (/dev/qrandom0, /dev/hwrng), a FIFO, or a regular file, which is labelled REPLAY;"
                + " options: packed=true (several samples of 1, 2 or 4 bits in a byte), identity=PATH (a JSON file with"
                + " vendor, model, serial, firmware, simulated; beside a FIFO named as it with .identity it is read unasked)";
    }

    @Override
    public void check(SourceSpec spec) {
        Options.only(spec, Set.of(Packing.OPTION, IDENTITY));
        Packing.of(spec);
        Options.path("location", spec.location());
        if (spec.options().containsKey(IDENTITY)) {
            Options.path(IDENTITY, spec.options().get(IDENTITY));
        }
    }

    @Override
    public EntropySource open(SourceSpec spec, long readBefore) {
        check(spec);
        DeviceFile file = DeviceFile.of(Options.path("location", spec.location()));
        file.mustBeSource();
        if (file.kind() == DeviceFile.Kind.REGULAR) {
            return Recording.open(file.path(), Packing.of(spec), readBefore);
        }
        Identity identity = identity(spec, file);
        identity.get(); // a file that tells nonsense of the device is no reason to wait for its first sample
        return fed(spec, ChannelStream.open(file), identity);
    }

    private EntropySource fed(SourceSpec spec, ByteStream stream, Identity identity) {
        Workers workers = scheduler.workers("qrng-read-" + spec.name(), 1, 1);
        Feed feed = new Feed(spec.name(), stream).start(workers);
        return new FedSource(feed, Packing.of(spec), Provenance.RAW_DEVICE, identity, workers);
    }

    private Identity identity(SourceSpec spec, DeviceFile file) {
        String named = spec.options().get(IDENTITY);
        if (named != null) {
            return new IdentityFile(Options.path(IDENTITY, named), true);
        }
        return file.kind() == DeviceFile.Kind.FIFO
                ? new IdentityFile(file.path().resolveSibling(file.path().getFileName() + ".identity"), false)
                : new SystemIdentity(system, file);
    }
}
