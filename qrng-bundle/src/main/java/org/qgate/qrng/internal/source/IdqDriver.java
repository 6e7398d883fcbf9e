package org.qgate.qrng.internal.source;

import java.util.Set;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.Workers;
import org.qgate.api.qrng.EntropySource;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceDriver;
import org.qgate.api.qrng.SourceSpec;

/** Opens an appliance of ID Quantique by its REST interface, version 2.0. */
final class IdqDriver implements SourceDriver {
    private static final int THREADS = 2; // the samples' and that of questions about the appliance

    private final Scheduler scheduler;
    private final Clock clock;

    IdqDriver(Scheduler scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @Override
    public String scheme() {
        return "idq";
    }

    @Override
    public String description() {
        return "an ID Quantique appliance, https://ADDRESS[:PORT]; options: pin=SHA-256 of its certificate in hexadecimal"
                + " (needed), insecure=true (http:// on loopback only), packed=true (several samples in a byte)";
    }

    @Override
    public void check(SourceSpec spec) {
        Options.only(spec, Set.of(Packing.OPTION, ApplianceAddress.PIN, ApplianceAddress.INSECURE));
        Packing.of(spec);
        ApplianceAddress.of(spec);
    }

    @Override
    public EntropySource open(SourceSpec spec, long readBefore) {
        check(spec);
        ApplianceAddress address = ApplianceAddress.of(spec);
        Workers workers = scheduler.workers("qrng-read-" + spec.name(), THREADS, THREADS);
        Interview interview = new Interview(spec.name(), new Exchange(address, clock), workers);
        boolean open = false;
        try {
            interview.get();
            AnswerStream stream = new AnswerStream(new Exchange(address, clock), AnswerStream.size(spec));
            Feed feed = new Feed(spec.name(), stream).start(workers);
            open = true;
            return new FedSource(feed, Packing.of(spec), Provenance.CONDITIONED_DEVICE, interview, workers);
        } finally {
            if (!open) {
                interview.close();
                workers.close();
            }
        }
    }
}
