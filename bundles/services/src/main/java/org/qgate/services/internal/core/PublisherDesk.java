package org.qgate.services.internal.core;

import java.util.List;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.extender.PublisherInfo;
import org.qgate.qsx.sign.PublisherKey;
import org.qgate.services.internal.record.Publisher;
import org.qgate.services.internal.trust.Publishers;

/** Whom operators trust. Thread-safe. */
final class PublisherDesk {
    private static final String NEXT_TIER =
            "from its next start on it runs guarded, within the node; until then in its own process";

    private final Office office;

    PublisherDesk(Office office) {
        this.office = office;
    }

    List<PublisherInfo> list() {
        return office.world().publishers().all().stream().map(this::info).toList();
    }

    private PublisherInfo info(Publisher publisher) {
        return info(PublisherKey.decode(publisher.file()), publisher.replaced(), publisher.sinceMs());
    }

    private PublisherInfo info(PublisherKey key, String replaced, long sinceMs) {
        int extenders = (int) office.roster().all().stream()
                .filter(each -> each.running()
                        .map(running -> running.manifest().publisher().keyId().equals(key.id()))
                        .orElse(each.dossier().publisher().equals(key.id())))
                .count();
        return new PublisherInfo(
                key.name(),
                key.id(),
                key.fingerprint(),
                office.world().publishers().trust(key.id()).id(),
                replaced,
                sinceMs,
                extenders);
    }

    PublisherInfo trust(byte[] file, String fingerprint) {
        Publishers publishers = office.world().publishers();
        Publishers.Proposal proposal = publishers.read(file);
        if (fingerprint != null) {
            if (!proposal.key().hasFingerprint(fingerprint)) {
                throw new QGateException(
                        ExtenderError.FINGERPRINT,
                        "of the key: " + proposal.key().fingerprint());
            }
            publishers.accept(proposal);
            sayNextTier(proposal.key().id());
            office.world().workers().offer(office.starter()::startAll);
        }
        return info(proposal.key(), proposal.replaces(), office.world().clock().wallMs());
    }

    /** Trusts a key for as long as somebody works with it here. */
    PublisherInfo develop(byte[] file) {
        PublisherKey key = office.world().publishers().develop(file);
        office.world().workers().offer(office.starter()::startAll);
        office.watch().report();
        return info(key, "", office.world().clock().wallMs());
    }

    /** What runs goes on where it runs: it changes places at its next start. */
    private void sayNextTier(String keyId) {
        for (Extender each : office.roster().all()) {
            each.running()
                    .filter(running -> running.manifest().publisher().keyId().equals(keyId))
                    .filter(running ->
                            running.ownProcess() && !office.placement().ownProcess(running.manifest()))
                    .ifPresent(running -> office.world()
                            .hosting()
                            .get()
                            .note(
                                    each.id(),
                                    running.manifest().version(),
                                    "its publisher is trusted now: " + NEXT_TIER));
        }
    }

    /** Its extenders stop before this returns. */
    void untrust(String keyId) {
        office.world().publishers().reject(keyId);
        office.starter().stopUntrusted();
        office.watch().report();
    }
}
