package org.qgate.kernel.internal.directory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qgate.api.NodeId;
import org.qgate.api.error.KernelError;
import org.qgate.kernel.internal.Counter;

/**
 * The snapshot in force and the one that waits for its descriptors. Time only goes forward: nothing older than what was
 * seen is ever taken ([SNAP-8]). Event loop only.
 */
final class CommonView {
    /** Share of a snapshot's descriptors with which it may come into force when the rest cannot be had ([SNAP-10]). */
    private static final double ENOUGH = 0.8;
    /** Rounds of fetching after which that may happen. */
    private static final int ROUNDS = 3;

    private final Scope scope;
    private final DescriptorStore store;
    private final Runnable adopted;
    private final Set<String> unusable = new HashSet<>();
    private SnapshotCheck.Verified current;
    private SnapshotCheck.Verified pending;
    private View view = View.NONE;
    private int rounds;
    private String disagreement = "";

    CommonView(Scope scope, DescriptorStore store, Runnable adopted) {
        this.scope = scope;
        this.store = store;
        this.adopted = adopted;
    }

    View view() {
        return view;
    }

    /** Returns the snapshot in force, or null. */
    Snapshot current() {
        return current == null ? null : current.snapshot();
    }

    /** Returns the digest of the snapshot in force, or an empty text. */
    String digest() {
        return current == null ? "" : current.digest();
    }

    /** Returns the snapshot whose descriptors are wanted, or null. */
    SnapshotCheck.Verified wanted() {
        return pending != null ? pending : current;
    }

    /** Returns the verified snapshot in force, or null. */
    SnapshotCheck.Verified inForce() {
        return current;
    }

    boolean hasPending() {
        return pending != null;
    }

    /** Returns the valid-after of the newest snapshot seen, or -1. */
    long newestMs() {
        return wanted() == null ? -1 : wanted().snapshot().validAfterMs();
    }

    /** Returns what signers said differently at one moment, or an empty text. */
    String disagreement() {
        return disagreement;
    }

    /** Takes a verified snapshot; returns whether it is news. */
    boolean offer(SnapshotCheck.Verified verified, String from) {
        long newest = newestMs();
        long offered = verified.snapshot().validAfterMs();
        if (offered == newest && !verified.digest().equals(wanted().digest())) {
            disagreement = KernelError.DIRECTORY_DISPUTED.id() + " two snapshots of " + Times.at(offered)
                    + ", the second from " + from + ": the signers or their keys are not to be trusted";
            scope.env().count(Counter.DOCUMENTS_REFUSED);
        }
        if (offered <= newest) {
            return false;
        }
        pending = verified;
        rounds = 0;
        unusable.clear();
        adoptWhenComplete();
        return true;
    }

    /** Returns the digests of descriptors that are wanted and not here, in the snapshot's order. */
    List<String> missing() {
        return wanted() == null
                ? List.of()
                : wanted().snapshot().entries().stream()
                        .map(SnapshotEntry::digest)
                        .filter(digest -> !store.has(digest) && !unusable.contains(digest))
                        .toList();
    }

    /** A descriptor that the wanted snapshot names does not verify: nobody need fetch it again. */
    void unusable(String digest) {
        unusable.add(digest);
    }

    /** A round of fetching ended: adopts the pending snapshot when it has enough, or completes the one in force. */
    void fetched(SnapshotCheck.Verified what) {
        if (what == pending) {
            rounds++;
            adoptWhenComplete();
        } else if (pending != null) {
            adoptWhenComplete(); // a newer one came meanwhile; its own rounds begin
        } else if (what == current) {
            put(current);
        }
    }

    private void adoptWhenComplete() {
        int all = pending.snapshot().entries().size();
        int missing = missing().size();
        if (missing == 0 || rounds >= ROUNDS && all - missing >= ENOUGH * all) {
            SnapshotCheck.Verified next = pending;
            pending = null;
            put(next);
        }
    }

    /** Puts a snapshot in force without asking whether it is news: from disk or from a frozen node. */
    void put(SnapshotCheck.Verified next) {
        current = next;
        view = build(next);
        next.snapshot().entries().forEach(entry -> store.markListed(entry.id(), entry.sequence()));
        store.tidy(inUse(), scope.wallMs());
        adopted.run();
    }

    /** Returns the digests that a snapshot in use names. */
    Set<String> inUse() {
        Set<String> digests = new HashSet<>();
        if (current != null) {
            digests.addAll(current.snapshot().digests());
        }
        if (pending != null) {
            digests.addAll(pending.snapshot().digests());
        }
        return digests;
    }

    private View build(SnapshotCheck.Verified from) {
        Map<NodeId, Relay> relays = new HashMap<>();
        for (SnapshotEntry entry : from.snapshot().entries()) {
            store.byDigest(entry.digest())
                    .filter(descriptor -> fits(entry, descriptor))
                    .ifPresent(
                            descriptor -> relays.put(entry.id(), descriptor.relay(entry.flagNames(), entry.weight())));
        }
        Snapshot snapshot = from.snapshot();
        return new View(
                from.digest(),
                snapshot.validAfterMs(),
                snapshot.freshUntilMs(),
                snapshot.validUntilMs(),
                snapshot.signatures().size(),
                Map.copyOf(relays));
    }

    private boolean fits(SnapshotEntry entry, Descriptor descriptor) {
        boolean bound =
                descriptor.id().equals(entry.id()) && descriptor.fields().sequence() == entry.sequence();
        boolean forward = entry.sequence() >= store.mark(entry.id()).listed();
        if (!bound || !forward) {
            scope.env().count(Counter.DOCUMENTS_REFUSED);
            return false;
        }
        return descriptor.validUntilMs() > scope.wallMs()
                && ProtocolVersions.compatible(descriptor.fields().protocols());
    }
}
