package org.qgate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.HopTarget;
import org.qgate.testnet.Progress;
import org.qgate.testnet.raw.Crowd;
import org.qgate.testnet.raw.RawCircuit;
import org.qgate.testnet.raw.RawDirectory;
import org.qgate.testnet.raw.RawLink;
import org.qgate.testnet.raw.RelayTarget;
import org.qgate.testnet.raw.Visitor;
import org.qgate.testnet.raw.Workbench;

/** The anonymous clients of one relay, all in this process and thread, from many loopback addresses. */
final class Population implements AutoCloseable {
    /** Handshakes under way at a time. */
    private static final int AT_ONCE = 16;

    private static final int TOLD_EVERY = 1_000;
    private static final int ADDRESSES = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Crowd crowd;
    private final List<Visitor> visitors = new ArrayList<>();
    private final List<RawCircuit> circuits = new ArrayList<>();
    private long questions;
    private int failedHandshakes;
    private int told;
    private double answersPerSecond;
    private int known; // so many of the first are linked: not asked again while growing

    Population(RelayTarget relay) throws IOException {
        crowd = new Crowd(new Workbench(), relay);
    }

    /** Links further clients until there are so many; a handshake that does not succeed is begun anew and counted. */
    void grow(int to, Progress progress) throws IOException {
        while (known < to) {
            if (known >= told + TOLD_EVERY) {
                told = known;
                progress.step(known + " links");
            }
            while (visitors.size() < Math.min(to, known + AT_ONCE)) {
                visitors.add(join(visitors.size()));
            }
            int before = known;
            await("handshakes", () -> settle() > before);
        }
    }

    private Visitor join(int index) throws IOException {
        return crowd.link("127.0.2." + (1 + index % ADDRESSES));
    }

    /** Returns how many of the first are linked. */
    private int settle() {
        try {
            while (known < visitors.size() && !isPending(known)) {
                known++;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return known;
    }

    private boolean isPending(int index) throws IOException {
        Visitor visitor = visitors.get(index);
        if (visitor.isOver()) {
            failedHandshakes++;
            visitors.set(index, join(index));
        }
        return !visitor.isLinked();
    }

    /** Returns how many handshakes were begun in vain. */
    int failedHandshakes() {
        return failedHandshakes;
    }

    private void await(String what, BooleanSupplier condition) throws IOException {
        if (!crowd.pump(condition, PATIENCE)) {
            throw new IOException("not in time: " + what + ", " + linked() + " of " + visitors.size() + " linked");
        }
    }

    /** Returns how many links stand. */
    long linked() {
        return visitors.stream().filter(Visitor::isLinked).count();
    }

    /** Answers what the relay asks for a while. */
    void idle(Duration time) throws IOException {
        crowd.pump(() -> false, time);
    }

    /** Gives the first clients a circuit of one hop each. */
    void activate(int clients) throws IOException {
        RawDirectory directory = new RawDirectory(visitors.get(0).link());
        await("directory", directory::isComplete);
        HopTarget hop = directory.hop(crowd.target().link().nodeId());
        for (Visitor visitor : visitors.subList(0, clients)) {
            RawCircuit circuit = visitor.link().circuit(CellSize.LARGE);
            circuit.create(hop);
            circuits.add(circuit);
            await("circuit", () -> circuit.hops() == 1);
        }
    }

    /** Each circuit asks the exit a question every so often. */
    void talk(Duration time, long everyMs) throws IOException {
        long before = answers();
        long start = System.nanoTime();
        for (long round = 0; System.nanoTime() - start < time.toNanos(); round++) {
            questions++;
            circuits.forEach(circuit -> circuit.resolve((int) questions, "127.0.0.1"));
            long due = start + (round + 1) * everyMs * 1_000_000;
            crowd.pump(() -> System.nanoTime() >= due, time);
        }
        answersPerSecond = (answers() - before) / ((System.nanoTime() - start) / 1e9);
    }

    /** Returns how many questions a second were answered of late. */
    double answersPerSecond() {
        return answersPerSecond;
    }

    private long answers() {
        return circuits.stream()
                .mapToLong(circuit -> circuit.heard(RawCircuit.RESOLVED) + circuit.heard(RawCircuit.END))
                .sum();
    }

    /** Renews the keys of some links, a few at a time. */
    void rekey(int from, int to) throws IOException {
        for (int at = from; at < to; at += AT_ONCE) {
            List<RawLink> some = visitors.subList(at, Math.min(to, at + AT_ONCE)).stream()
                    .map(Visitor::link)
                    .toList();
            int before = some.stream().mapToInt(RawLink::rekeys).sum();
            some.forEach(RawLink::rekey);
            await("rekeys", () -> some.stream().mapToInt(RawLink::rekeys).sum() >= before + some.size());
        }
    }

    @Override
    public void close() throws IOException {
        crowd.close();
    }
}
