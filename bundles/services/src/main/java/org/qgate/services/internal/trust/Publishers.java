package org.qgate.services.internal.trust;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.qgate.api.base.Clock;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.PackageError;
import org.qgate.api.error.QGateException;
import org.qgate.common.release.PublicReleaseKey.Verifier;
import org.qgate.qsx.refuse.RefusedPackageException;
import org.qgate.qsx.sign.PublisherKey;
import org.qgate.qsx.sign.Rotation;
import org.qgate.qsx.sign.UpdateIndex;
import org.qgate.services.internal.record.Ledger;
import org.qgate.services.internal.record.Publisher;

/**
 * The publishers that this node knows. The one whose key the distribution brings is trusted unless an operator said
 * otherwise. Thread-safe.
 */
public final class Publishers {
    private final Ledger ledger;
    private final Clock clock;
    private final Verifier verifier;
    private final Map<String, Publisher> known = new TreeMap<>();
    private Optional<PublisherKey> first = Optional.empty();

    /** How far a publisher is trusted. */
    public enum Trust {
        /** Its key came with the distribution. */
        FIRST_PARTY("first-party"),
        /** An operator compared its fingerprint. */
        TRUSTED("trusted"),
        /** Somebody works on extenders of it on this machine, while {@code extender:dev} runs. */
        DEVELOPER("developer"),
        /** Nobody did. */
        UNKNOWN("unknown"),
        /** An operator said that nothing of it shall run. */
        UNTRUSTED("untrusted");

        private final String id;

        Trust(String id) {
            this.id = id;
        }

        /** Returns the word that operators see. */
        public String id() {
            return id;
        }
    }

    /** Knows nobody until {@link #load}. */
    public Publishers(Ledger ledger, Clock clock, Verifier verifier) {
        this.ledger = ledger;
        this.clock = clock;
        this.verifier = verifier;
    }

    /** Reads those that the node knew before. */
    public synchronized void load(Optional<PublisherKey> firstParty) {
        first = firstParty;
        known.clear();
        ledger.publishers().forEach(each -> known.put(each.keyId(), each));
    }

    /** Returns a key by its id, trusted or not. */
    public synchronized Optional<PublisherKey> key(String keyId) {
        if (isFirst(keyId)) {
            return first;
        }
        return Optional.ofNullable(known.get(keyId)).map(each -> PublisherKey.decode(each.file()));
    }

    private boolean isFirst(String keyId) {
        return first.filter(key -> key.id().equals(keyId)).isPresent();
    }

    /** Returns how far a key is trusted. */
    public synchronized Trust trust(String keyId) {
        Publisher publisher = known.get(keyId);
        if (publisher != null && !publisher.trusted()) {
            return publisher.pinned() ? Trust.UNKNOWN : Trust.UNTRUSTED;
        }
        if (isFirst(keyId)) {
            return Trust.FIRST_PARTY;
        }
        if (publisher == null) {
            return Trust.UNKNOWN;
        }
        return publisher.developer() ? Trust.DEVELOPER : Trust.TRUSTED;
    }

    /** Whether an operator, or the distribution, trusts a key. */
    public synchronized boolean isTrusted(String keyId) {
        Trust trust = trust(keyId);
        return trust == Trust.FIRST_PARTY || trust == Trust.TRUSTED || trust == Trust.DEVELOPER;
    }

    /** Whether new packages of a key are taken, wherever they run: one that was replaced signs no new ones. */
    public synchronized boolean signsNew(String keyId) {
        Publisher publisher = known.get(keyId);
        return trust(keyId) != Trust.UNTRUSTED
                && (publisher == null || publisher.replacedBy().isEmpty());
    }

    /** Whether a key is another one or stands for it by statements of the keys between. */
    public synchronized boolean succeeds(String keyId, String earlier) {
        String at = keyId;
        for (int steps = 0; steps <= known.size(); steps++) {
            if (at.equals(earlier)) {
                return true;
            }
            Publisher publisher = known.get(at);
            if (publisher == null || publisher.replaced().isEmpty()) {
                return false;
            }
            at = publisher.replaced();
        }
        return false;
    }

    /** Returns all that are known, first the distribution's. */
    public synchronized Collection<Publisher> all() {
        Map<String, Publisher> all = new TreeMap<>(known);
        first.ifPresent(key -> all.putIfAbsent(key.id(), fresh(key, "", 0)));
        return List.copyOf(all.values());
    }

    private Publisher fresh(PublisherKey key, String replaced, long sequence) {
        return new Publisher(key.id(), key.encode(), true, false, false, replaced, "", sequence, 0, "", clock.wallMs());
    }

    /**
     * Reads a key, or a statement by which one replaces another; changes nothing.
     *
     * @throws RefusedPackageException when it is neither, or not to be followed
     */
    public synchronized Proposal read(byte[] file) {
        try {
            PublisherKey key = PublisherKey.decode(file);
            return new Proposal(
                    key, "", known.containsKey(key.id()) ? known.get(key.id()).sequence() : 0);
        } catch (RefusedPackageException noKey) {
            return statement(file, noKey);
        }
    }

    private Proposal statement(byte[] file, RefusedPackageException noKey) {
        String from;
        try {
            from = Rotation.claimed(file);
        } catch (RefusedPackageException neither) {
            noKey.addSuppressed(neither);
            throw noKey;
        }
        PublisherKey old = key(from)
                .filter(key -> isTrusted(from))
                .orElseThrow(() -> new QGateException(
                        ExtenderError.UNKNOWN_PUBLISHER,
                        "the statement is of the key " + from + ", which is not trusted"));
        Publisher record = known.get(from);
        if (record != null && !record.replacedBy().isEmpty()) { // a key that was lost afterwards proves nothing
            throw new RefusedPackageException(
                    PackageError.OLD_ROTATION, "statement of a new key", from + " was replaced already");
        }
        long highest = record == null ? 0 : record.sequence();
        Rotation rotation = Rotation.verified(file, old, highest, verifier);
        return new Proposal(rotation.to(), from, rotation.sequence());
    }

    /**
     * A key that may be trusted.
     *
     * @param replaces id of the key that it replaces; empty for none
     */
    public record Proposal(PublisherKey key, String replaces, long sequence) {}

    /** Trusts a key from now on. */
    public synchronized void accept(Proposal proposal) {
        String keyId = proposal.key().id();
        Publisher before = known.get(keyId);
        boolean anew = before == null || before.pinned() || !proposal.replaces().isEmpty();
        Publisher now = anew // what a package says of its publisher's name is that publisher's own word
                ? fresh(proposal.key(), proposal.replaces(), proposal.sequence())
                : before.trusted(true);
        if (before != null && before.pinned()) {
            now = now.seen(before.seen(), before.seenSha256());
        }
        Ledger.Transition transition = ledger.begin().put(now);
        Publisher replaced = null;
        if (!proposal.replaces().isEmpty()) {
            Publisher old = known.get(proposal.replaces());
            replaced = (old == null ? fresh(key(proposal.replaces()).orElseThrow(), "", 0) : old).replacedBy(keyId);
            transition.put(replaced);
        }
        transition.commit();
        known.put(keyId, now);
        if (replaced != null) {
            known.put(replaced.keyId(), replaced);
        }
    }

    /**
     * Trusts a key as a developer's, unless it is trusted already.
     *
     * @throws RefusedPackageException when the file is no key
     */
    public synchronized PublisherKey develop(byte[] file) {
        PublisherKey key = PublisherKey.decode(file);
        if (!isTrusted(key.id())) {
            Publisher before = known.get(key.id());
            Publisher now = (before == null || before.pinned() ? fresh(key, "", 0) : before).developing();
            ledger.begin().put(now).commit();
            known.put(key.id(), now);
        }
        return key;
    }

    /** Returns the names of those who work on extenders on this machine. */
    public synchronized List<String> developers() {
        return known.values().stream()
                .filter(each -> trust(each.keyId()) == Trust.DEVELOPER)
                .map(each -> PublisherKey.decode(each.file()).name())
                .toList();
    }

    /** Remembers a key that a package brought and by which it verified; that is no trust. */
    public synchronized void pin(PublisherKey key) {
        if (key(key.id()).isEmpty()) {
            Publisher now = new Publisher(key.id(), key.encode(), false, false, true, "", "", 0, 0, "", clock.wallMs());
            ledger.begin().put(now).commit();
            known.put(now.keyId(), now);
        }
    }

    /**
     * Trusts a key no more: nothing of it runs.
     *
     * @throws QGateException QG-EXT-0025 when nobody knows it
     */
    public synchronized void reject(String keyId) {
        Publisher before = known.get(keyId);
        Publisher now = before == null
                ? fresh(
                        key(keyId).orElseThrow(() -> new QGateException(ExtenderError.NO_PUBLISHER, "key id " + keyId)),
                        "",
                        0)
                : before;
        ledger.begin().put(now.trusted(false)).commit();
        known.put(keyId, now.trusted(false));
    }

    /**
     * Returns an index of a publisher and remembers that it was seen.
     *
     * @throws QGateException QG-EXT-0026 when it is expired, or older than one that was seen
     */
    synchronized UpdateIndex index(String keyId, byte[] envelope) {
        Publisher before = Optional.ofNullable(known.get(keyId))
                .orElseGet(() -> fresh(key(keyId).orElseThrow(), "", 0));
        UpdateIndex.Seen seen =
                before.seen() == 0 ? UpdateIndex.Seen.NONE : new UpdateIndex.Seen(before.seen(), before.seenSha256());
        UpdateIndex index = verified(keyId, envelope, seen);
        if (!index.seen().equals(seen)) {
            Publisher now = before.seen(index.sequence(), index.seen().sha256());
            ledger.begin().put(now).commit();
            known.put(keyId, now);
        }
        return index;
    }

    private UpdateIndex verified(String keyId, byte[] envelope, UpdateIndex.Seen seen) {
        try {
            return UpdateIndex.verified(envelope, key(keyId).orElseThrow(), clock.wallMs() / 1_000, seen, verifier);
        } catch (RefusedPackageException refused) {
            if (refused.code() == PackageError.EXPIRED_INDEX || refused.code() == PackageError.OLD_INDEX) {
                throw new QGateException(ExtenderError.INDEX, refused.getMessage(), refused);
            }
            throw refused;
        }
    }
}
