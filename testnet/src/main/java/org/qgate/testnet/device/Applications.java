package org.qgate.testnet.device;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program that asks a node for random bytes all the time and notes what it gets. */
final class Applications implements AutoCloseable {
    private static final int COUNT = 4_096;
    private static final int PIECE = 16;
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(40);

    private final PinnedHttps node;
    private final Thread thread = new Thread(this::run, "demo-application");
    private final List<Long> tookNs = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final Set<String> provenances = new TreeSet<>();
    private final Set<Long> seen = new HashSet<>();
    private long repeated;
    private volatile boolean stop;

    Applications(PinnedHttps node) {
        this.node = node;
    }

    Applications start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void run() {
        while (!stop) {
            long begin = System.nanoTime();
            String failed = ask();
            synchronized (this) {
                tookNs.add(System.nanoTime() - begin);
                if (!failed.isEmpty()) {
                    failures.add(failed);
                }
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    private String ask() {
        try {
            HttpResponse<byte[]> answer = node.get("/v1/random/bytes?count=" + COUNT);
            boolean degraded = !"false".equals(header(answer, "X-QGate-Degraded"));
            if (answer.statusCode() != 200 || answer.body().length != COUNT || degraded) {
                return "status " + answer.statusCode() + ", " + answer.body().length + " bytes, degraded " + degraded
                        + (answer.statusCode() == 200 ? "" : ": " + new String(answer.body()).strip());
            }
            note(answer);
            return "";
        } catch (IOException failed) {
            return failed.toString();
        }
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private synchronized void note(HttpResponse<byte[]> answer) {
        provenances.add(header(answer, "X-QGate-Provenance"));
        ByteBuffer bytes = ByteBuffer.wrap(answer.body());
        for (int at = 0; at < COUNT; at += PIECE) {
            repeated += seen.add(bytes.getLong(at)) ? 0 : 1;
        }
    }

    synchronized int requests() {
        return tookNs.size();
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    /** Returns how many pieces of 16 bytes came twice. */
    synchronized long repeated() {
        return repeated;
    }

    synchronized Set<String> provenances() {
        return Set.copyOf(provenances);
    }

    /** Returns the longest of all requests, in milliseconds. */
    synchronized long slowestMs() {
        return TimeUnit.NANOSECONDS.toMillis(
                tookNs.stream().mapToLong(Long::longValue).max().orElse(0));
    }

    @Override
    public void close() {
        stop = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
