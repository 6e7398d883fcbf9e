package org.qgate.qrng.internal.source;

import org.qgate.api.base.Workers;
import org.qgate.api.qrng.EntropySource;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceIdentity;

/** A device that is read ahead. */
final class FedSource implements EntropySource {
    private final Feed feed;
    private final Samples samples;
    private final Provenance atMost;
    private final Identity identity;
    private final Workers workers;

    FedSource(Feed feed, Packing packing, Provenance atMost, Identity identity, Workers workers) {
        this.feed = feed;
        this.samples = new Samples(packing);
        this.atMost = atMost;
        this.identity = identity;
        this.workers = workers;
    }

    @Override
    public SourceIdentity identity() {
        return identity.get();
    }

    @Override
    public Provenance atMost() {
        return atMost;
    }

    @Override
    public int read(byte[] into, int offset, int length, long atMostMs) {
        return samples.read((array, from, count) -> feed.take(array, from, count, atMostMs), into, offset, length);
    }

    @Override
    public void close() {
        try (workers;
                identity) {
            feed.close();
        }
    }
}
