package org.qgate.qrng.internal.deliver.kill;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.qgate.api.crypto.Primitives;
import org.qgate.api.crypto.RandomSource;

/**
 * Ends a process at a chosen moment: whatever it asks of clock, store, cryptography or network is a moment before and a
 * moment after. Once it has burnt through nothing happens in that process any more.
 */
final class Fuse {
    private static final Set<Class<?>> INSIDE = Set.of(Primitives.class, RandomSource.class);
    private long left;

    /** Thrown through everything: no code catches it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** Lets it burn for so many moments. */
    Fuse(long moments) {
        left = moments;
    }

    private void moment() {
        if (left-- <= 0) {
            throw new Killed();
        }
    }

    /** Returns whether it has burnt through. */
    boolean out() {
        return left < 0;
    }

    /** Returns something that is there as long as the process is. */
    <T> T through(Class<T> type, T real) {
        return type.cast(
                Proxy.newProxyInstance(Fuse.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    moment();
                    try {
                        Object answer = method.invoke(real, given);
                        moment();
                        Class<?> kind = method.getReturnType();
                        return INSIDE.contains(kind) ? wrapped(kind, answer) : answer;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }

    private <T> Object wrapped(Class<T> kind, Object answer) {
        return through(kind, kind.cast(answer));
    }
}
