package org.qgate.bench;

import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.qgate.bench.process.Mirror;
import org.qgate.ext.Host;
import org.qgate.ext.net.CallHandler;
import org.qgate.ext.net.Caller;
import org.qgate.ext.net.Net;
import org.qgate.gate.internal.process.RemoteService;

/**
 * What a call costs more when a process serves it: the handler that the node has of it, beside the same handler in the node, in
 * turn.
 */
final class ServedCalls {
    private static final double MOST_US = 150;
    private static final int CPU_PERCENT = 1_000;
    private static final int PAIRS = 10;
    private static final int CALLS = 2_000;
    private static final int REQUEST_BYTES = 64;

    private ServedCalls() {}

    static void measure(Result result, ProcessRig rig) throws Exception {
        CompletableFuture<CallHandler> served = new CompletableFuture<>();
        Samples added = new Samples();
        Samples slow = new Samples();
        RemoteService mirror = rig.begin(Mirror.class, CPU_PERCENT, host(served));
        try {
            CallHandler there = served.get(1, TimeUnit.MINUTES);
            CallHandler here = (caller, request) -> request;
            calls(there); // both ends warm up
            for (int i = 0; i < PAIRS; i++) {
                double own = calls(here).median();
                Samples others = calls(there);
                added.add(others.median() - own);
                slow.add(others.percentile(99));
            }
        } finally {
            mirror.close();
        }
        result.figure("added", "µs to a call of " + REQUEST_BYTES + " bytes, medians of " + CALLS, added);
        result.figure("slowest", "µs, the 99th of a hundred calls", slow);
        result.atMost("median added to a call, µs", MOST_US, added.median());
    }

    private static Samples calls(CallHandler handler) throws Exception {
        Caller caller = new Caller(Optional.empty(), "circuit");
        byte[] request = new byte[REQUEST_BYTES];
        Samples out = new Samples();
        for (int i = 0; i < CALLS; i++) {
            long began = System.nanoTime();
            handler.serve(caller, request);
            out.add((System.nanoTime() - began) / 1e3);
        }
        return out;
    }

    /** A host whose net keeps the handler that is registered. */
    private static Host host(CompletableFuture<CallHandler> served) {
        Object net =
                Proxy.newProxyInstance(Net.class.getClassLoader(), new Class<?>[] {Net.class}, (own, method, given) -> {
                    if (method.getName().equals("serve")) {
                        served.complete((CallHandler) given[1]);
                        return null;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
        return (Host) Proxy.newProxyInstance(
                Host.class.getClassLoader(), new Class<?>[] {Host.class}, (own, method, given) -> {
                    if (method.getName().equals("net")) {
                        return net;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
