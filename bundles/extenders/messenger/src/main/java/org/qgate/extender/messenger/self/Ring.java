package org.qgate.extender.messenger.self;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.qgate.ext.store.Space.Entry;
import org.qgate.extender.messenger.session.Bundle;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.OwnPreKey;
import org.qgate.extender.messenger.session.PreKey;
import org.qgate.extender.messenger.store.At;
import org.qgate.extender.messenger.store.Step;

/** One's own pre-keys, with their private keys. To be used within a step of whoever holds the books. */
public final class Ring {
    /** A signed pre-key is replaced after this time. */
    static final long RENEW_MS = TimeUnit.DAYS.toMillis(7);
    /** So long others may begin with a signed pre-key. */
    static final long SIGNED_MS = TimeUnit.DAYS.toMillis(21);
    /** So long others may begin with a one-time pre-key. */
    static final long ONE_TIME_MS = TimeUnit.DAYS.toMillis(90);
    /** Messages are on their way for so long at most: the time that boxes keep them. */
    static final long LATE_MS = TimeUnit.DAYS.toMillis(31);

    private static final String KEYS = "pre-keys";
    private static final String SELF = "self";
    private static final Octets NEXT = At.of("pre-key");
    private static final Octets SIGNED = At.of("signed");
    private static final int MOST_ROWS = 1_000;

    private final Self self;

    /** The pre-keys of one's identity. */
    public Ring(Self self) {
        this.self = self;
    }

    /** Returns one that may still be needed. */
    public Optional<OwnPreKey> find(Step step, int id) {
        return step.get(KEYS, At.of(id)).map(OwnPreKey::decode);
    }

    /** Forgets one that was used. */
    public void used(Step step, int id) {
        step.remove(KEYS, At.of(id));
    }

    /** Returns the bundle of this time; makes a new signed pre-key when the one before is old. */
    public Bundle bundle(Step step, long nowMs) {
        Optional<OwnPreKey> present = step.get(SELF, SIGNED)
                .map(bytes -> ByteBuffer.wrap(bytes).getInt())
                .flatMap(id -> find(step, id))
                .filter(key -> nowMs < key.preKey().expiresMs() - SIGNED_MS + RENEW_MS);
        OwnPreKey signed = present.orElseGet(() -> make(step, false, nowMs + SIGNED_MS));
        int id = signed.preKey().id();
        step.put(SELF, SIGNED, ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        return new Bundle(self.identity().identity(), signed.preKey(), Optional.empty());
    }

    /** Makes one-time pre-keys. */
    public List<PreKey> oneTime(Step step, int count, long nowMs) {
        List<PreKey> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(make(step, true, nowMs + ONE_TIME_MS).preKey());
        }
        return all;
    }

    private OwnPreKey make(Step step, boolean oneTime, long expiresMs) {
        int id = step.get(SELF, NEXT)
                .map(bytes -> ByteBuffer.wrap(bytes).getInt())
                .orElse(1);
        OwnPreKey made = OwnPreKey.make(self.crypto(), id, oneTime, expiresMs);
        step.put(KEYS, At.of(id), made.encode());
        step.put(
                SELF,
                NEXT,
                ByteBuffer.allocate(Integer.BYTES).putInt(Math.addExact(id, 1)).array());
        return made;
    }

    /** Forgets those whose messages cannot come any more. */
    public void sweep(Step step, long nowMs) {
        for (Entry entry : step.rows(KEYS, Octets.NONE, MOST_ROWS)) {
            if (OwnPreKey.decode(entry.value()).preKey().expiresMs() + LATE_MS < nowMs) {
                step.remove(KEYS, Octets.of(entry.key()));
            }
        }
    }
}
