package org.qgate.store.internal.core;

import java.util.List;
import org.qgate.store.internal.journal.Entry;
import org.qgate.store.internal.journal.Located;

/** What one thread asks to be written, and what became of it. Guarded by the queue it waits in. */
final class Request {
    private final int namespace;
    private final List<Op> ops;
    private final List<Copy> copies;
    private final int bytes;
    private boolean done;
    private boolean held;
    private long sum;
    private RuntimeException failure;

    /** A live record that is written anew, if it is still the latest. */
    record Copy(Located from, Entry entry) {}

    private Request(int namespace, List<Op> ops, List<Copy> copies, int bytes) {
        this.namespace = namespace;
        this.ops = ops;
        this.copies = copies;
        this.bytes = bytes;
    }

    static Request changes(int namespace, List<Op> ops, int bytes) {
        return new Request(namespace, ops, List.of(), bytes);
    }

    static Request copies(List<Copy> copies, int bytes) {
        return new Request(0, List.of(), copies, bytes);
    }

    int namespace() {
        return namespace;
    }

    List<Op> ops() {
        return ops;
    }

    List<Copy> copies() {
        return copies;
    }

    int bytes() {
        return bytes;
    }

    /** Says whether its expectations held. */
    void decide(boolean nowHeld) {
        held = nowHeld;
    }

    /** Keeps what its last addition came to. */
    void summed(long nowSum) {
        sum = nowSum;
    }

    long sum() {
        return sum;
    }

    void fail(RuntimeException reason) {
        failure = reason;
    }

    void finish() {
        done = true;
    }

    boolean isDone() {
        return done;
    }

    boolean outcome() {
        if (failure != null) {
            throw failure;
        }
        return held;
    }
}
