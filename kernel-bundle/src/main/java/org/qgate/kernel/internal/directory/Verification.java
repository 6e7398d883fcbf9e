package org.qgate.kernel.internal.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.QGateException;
import org.qgate.common.wire.WireException;
import org.qgate.kernel.internal.Counter;

/** Verifies descriptors off the loop, a few at a time: handshakes get their turn in between. Event loop only. */
final class Verification {
    private static final int AT_ONCE = 16;

    private final Scope scope;

    Verification(Scope scope) {
        this.scope = scope;
    }

    /**
     * What came of a document of descriptors.
     *
     * @param verified good ones
     * @param refused digests of asked ones that do not verify
     * @param strangers how many were not asked for
     */
    record Result(List<Descriptor> verified, List<String> refused, int strangers) {
        static Result empty() {
            return new Result(new ArrayList<>(), new ArrayList<>(), 0);
        }

        private Result plus(Result other) {
            verified.addAll(other.verified);
            refused.addAll(other.refused);
            return new Result(verified, refused, strangers + other.strangers);
        }

        /** Whether the sender kept to the request and sent nothing wrong. */
        boolean clean() {
            return refused.isEmpty() && strangers == 0;
        }
    }

    /** Verifies a joined document; {@code done} is called on the loop, later. */
    void run(byte[] document, Set<String> asked, Consumer<Result> done) {
        List<byte[]> descriptors;
        try {
            descriptors = Bundles.split(document);
        } catch (WireException malformed) {
            scope.env().count(Counter.DOCUMENTS_REFUSED);
            scope.after(0, () -> done.accept(new Result(List.of(), List.of(), 1)));
            return;
        }
        next(descriptors, 0, asked, Result.empty(), done);
    }

    private void next(List<byte[]> all, int from, Set<String> asked, Result sofar, Consumer<Result> done) {
        if (from >= all.size()) {
            int wrong = sofar.refused().size() + sofar.strangers();
            if (wrong > 0) {
                scope.env().count(Counter.DOCUMENTS_REFUSED, wrong);
            }
            done.accept(sofar);
            return;
        }
        int to = Math.min(all.size(), from + AT_ONCE);
        List<byte[]> some = all.subList(from, to);
        long nowMs = scope.wallMs();
        Crypto crypto = scope.env().crypto();
        scope.work(
                () -> check(crypto, scope.network(), some, asked, nowMs),
                result -> next(all, to, asked, sofar.plus(result), done),
                failed -> done.accept(new Result(sofar.verified(), sofar.refused(), sofar.strangers() + 1)));
    }

    /** Runs off the loop. */
    static Result check(Crypto crypto, Network network, List<byte[]> some, Set<String> asked, long nowMs) {
        DescriptorCheck check = new DescriptorCheck(crypto, network);
        Result result = Result.empty();
        int strangers = 0;
        for (byte[] encoded : some) {
            String digest = DescriptorCheck.digest(crypto, encoded);
            if (!asked.contains(digest)) {
                strangers++;
                continue;
            }
            try {
                result.verified().add(check.verify(encoded, nowMs));
            } catch (QGateException refused) {
                result.refused().add(digest);
            }
        }
        return new Result(result.verified(), result.refused(), strangers);
    }
}
