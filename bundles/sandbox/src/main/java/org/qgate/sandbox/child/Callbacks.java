package org.qgate.sandbox.child;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.qgate.sandbox.wire.Arguments;

/** What the extender gave to be called later, by number. Thread-safe. */
final class Callbacks {
    /** What is called, and whether only once. */
    private record Kept(Callback callback, boolean once) {}

    private final Map<Long, Kept> all = new ConcurrentHashMap<>();
    private final Map<String, Long> named = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    /** @param once it is forgotten when it is called */
    long add(boolean once, Callback callback) {
        long number = last.incrementAndGet();
        all.put(number, new Kept(callback, once));
        return number;
    }

    /** Keeps the last one of a name: what the node calls under its number is the new one from now on. */
    long replace(String name, Callback callback) {
        long number = named.computeIfAbsent(name, each -> last.incrementAndGet());
        all.put(number, new Kept(callback, false));
        return number;
    }

    void remove(long number) {
        all.remove(number);
    }

    /** Calls one; the first argument is its number. */
    Object call(Arguments arguments) throws Exception {
        long number = arguments.number(0);
        Kept kept = all.get(number);
        if (kept == null) {
            throw new IllegalStateException("what was to be called was cancelled");
        }
        if (kept.once()) {
            all.remove(number);
        }
        return kept.callback().call(arguments.from(1));
    }
}
