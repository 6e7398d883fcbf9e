package org.qgate.extender.messenger.mailbox;

import java.util.List;
import java.util.Optional;
import org.qgate.ext.store.Space.Entry;
import org.qgate.extender.messenger.mailbox.Request.Stock;
import org.qgate.extender.messenger.session.Bundle;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.PreKey;
import org.qgate.extender.messenger.store.At;
import org.qgate.extender.messenger.store.Step;

/** What owners of boxes left so that others can write first: a bundle a box, and pre-keys that are given away once each. */
final class Stocks {
    private static final String BUNDLES = "box-bundles";
    private static final String ONE_TIME = "box-once";

    void put(Step step, Stock its) {
        step.put(BUNDLES, its.box(), its.bundle().encode());
        int room = Limits.MOST_PRE_KEYS - left(step, its.box());
        its.oneTime().stream()
                .limit(Math.max(0, room))
                .forEach(key -> step.put(ONE_TIME, At.of(its.box(), key.id()), key.encode()));
    }

    int left(Step step, Octets box) {
        return step.rows(ONE_TIME, box, Limits.MOST_PRE_KEYS).size();
    }

    /** Returns a bundle with the next one-time pre-key, which is gone then; without, when there are none. */
    Optional<byte[]> take(Step step, Octets box, long nowMs) {
        Optional<Bundle> bundle = step.get(BUNDLES, box).map(Bundle::decode);
        if (bundle.isEmpty()) {
            return Optional.empty();
        }
        Optional<PreKey> once = Optional.empty();
        for (Entry entry : step.rows(ONE_TIME, box, Limits.MOST_PRE_KEYS)) {
            step.remove(ONE_TIME, Octets.of(entry.key()));
            once = Optional.of(PreKey.decode(entry.value())).filter(key -> key.expiresMs() > nowMs);
            if (once.isPresent()) {
                break;
            }
        }
        return Optional.of(new Bundle(bundle.get().identity(), bundle.get().signed(), once).encode());
    }

    /** Removes everything; false when there was nothing. */
    boolean clear(Step step, Octets box) {
        List<Entry> once = step.rows(ONE_TIME, box, Limits.MOST_PRE_KEYS);
        once.forEach(entry -> step.remove(ONE_TIME, Octets.of(entry.key())));
        boolean bundle = step.has(BUNDLES, box);
        step.remove(BUNDLES, box);
        return bundle || !once.isEmpty();
    }
}
