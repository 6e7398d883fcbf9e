package org.qgate.qrng.internal.source;

import java.nio.file.Path;
import java.util.Set;
import org.qgate.api.qrng.EntropySource;
import org.qgate.api.qrng.SourceDriver;
import org.qgate.api.qrng.SourceSpec;

/** Opens a recording of samples. It goes on where it was left, never begins anew, and is labelled as a replay. */
final class ReplayDriver implements SourceDriver {
    @Override
    public String scheme() {
        return "replay";
    }

    @Override
    public String description() {
        return "a file of recorded samples, given out once and labelled REPLAY; options: packed=true (several samples of"
                + " 1, 2 or 4 bits in a byte)";
    }

    @Override
    public void check(SourceSpec spec) {
        Options.only(spec, Set.of(Packing.OPTION));
        Packing.of(spec);
        Options.path("location", spec.location());
    }

    @Override
    public EntropySource open(SourceSpec spec, long readBefore) {
        check(spec);
        Path path = Options.path("location", spec.location());
        DeviceFile.of(path)
                .mustBe(DeviceFile.Kind.REGULAR, "the driver replay opens regular files only; device opens others");
        return Recording.open(path, Packing.of(spec), readBefore);
    }
}
