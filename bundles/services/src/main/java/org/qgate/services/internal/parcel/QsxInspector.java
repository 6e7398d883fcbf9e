package org.qgate.services.internal.parcel;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.qgate.api.error.PackageError;
import org.qgate.common.release.PublicReleaseKey.Verifier;
import org.qgate.common.release.Sha256;
import org.qgate.qsx.Inspection;
import org.qgate.qsx.Qsx;
import org.qgate.qsx.pack.QsxPackage;
import org.qgate.qsx.refuse.Refusal;
import org.qgate.qsx.refuse.RefusedPackageException;
import org.qgate.qsx.sign.PublisherKey;

/** Looks at packages of the one format that there is. Thread-safe. */
public final class QsxInspector implements Inspector {
    private final Qsx judge;

    /** Judges with primitives for single signatures. */
    public QsxInspector(Verifier signatures) {
        judge = new Qsx(signatures);
    }

    @Override
    public Parcel inspect(byte[] file, Function<String, Optional<PublisherKey>> keys) {
        Inspection found = judge.inspect(file, keys::apply);
        QsxPackage contents = found.contents().orElseThrow(() -> new RefusedPackageException(found.refusals()));
        List<Refusal> findings = found.refusals().stream()
                .filter(each -> each.code() != PackageError.UNKNOWN_PUBLISHER) // it may wait for that
                .toList();
        return new Parcel(
                contents.manifest(),
                contents.sha256(),
                Sha256.hex(contents.manifestBytes()),
                contents.bundle(),
                contents.manifest().bundle().sha256(),
                found.classes(),
                found.publisher().or(found::stranger),
                findings);
    }
}
