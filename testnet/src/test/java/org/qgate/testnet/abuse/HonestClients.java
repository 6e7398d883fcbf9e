package org.qgate.testnet.abuse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.HopTarget;
import org.qgate.testnet.raw.Crowd;
import org.qgate.testnet.raw.RawCircuit;
import org.qgate.testnet.raw.Visitor;

/** Clients that want one thing each: a new link, a circuit on it, a stream, a page. One attempt each, none repeated. */
final class HonestClients implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ADDRESSES = 200;

    private final Crowd crowd;
    private final HopTarget hop;
    private final int webPort;
    private final List<Double> milliseconds = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int visits;

    HonestClients(Crowd crowd, HopTarget hop, int webPort) {
        this.crowd = crowd;
        this.hop = hop;
        this.webPort = webPort;
    }

    /** Makes one attempt. */
    void visit() throws IOException {
        long startNs = System.nanoTime();
        Visitor visitor = crowd.link("127.0.8." + (1 + visits++ % ADDRESSES));
        String failure = attempt(visitor, startNs + PATIENCE.toNanos());
        visitor.leave();
        if (failure == null) {
            milliseconds.add((System.nanoTime() - startNs) / 1e6);
        } else {
            failures.add(failure + (visitor.isOver() ? ", connection closed" : ""));
        }
    }

    /** Returns what did not succeed, or null. */
    private String attempt(Visitor visitor, long endNs) throws IOException {
        if (!await(visitor, endNs, visitor::isLinked)) {
            return "link";
        }
        RawCircuit circuit = visitor.link().circuit(CellSize.LARGE);
        circuit.create(hop);
        if (!await(visitor, endNs, () -> circuit.hops() == 1 || circuit.isDestroyed()) || circuit.isDestroyed()) {
            return "circuit";
        }
        circuit.begin(1, "127.0.0.1", webPort);
        String request = "GET /empty HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n";
        circuit.send(RawCircuit.DATA, 1, request.getBytes(StandardCharsets.US_ASCII));
        boolean answered =
                await(visitor, endNs, () -> circuit.heard(RawCircuit.DATA) > 0 || circuit.heard(RawCircuit.END) > 0);
        String answer = new String(circuit.takeData(), StandardCharsets.US_ASCII);
        return answered && answer.startsWith("HTTP/1.1 200") ? null : "request";
    }

    private boolean await(Visitor visitor, long endNs, BooleanSupplier condition) throws IOException {
        Duration left = Duration.ofNanos(Math.max(0, endNs - System.nanoTime()));
        return crowd.pump(() -> condition.getAsBoolean() || visitor.isOver(), left) && !visitor.isOver();
    }

    int visits() {
        return visits;
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    double medianMs() {
        List<Double> sorted = milliseconds.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    @Override
    public void close() throws IOException {
        crowd.close();
    }
}
