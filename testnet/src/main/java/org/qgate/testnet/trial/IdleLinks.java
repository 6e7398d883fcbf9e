package org.qgate.testnet.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.qgate.testnet.raw.Crowd;
import org.qgate.testnet.raw.RawLink;
import org.qgate.testnet.raw.RelayTarget;
import org.qgate.testnet.raw.Visitor;
import org.qgate.testnet.raw.Workbench;

/** Links of anonymous clients with one relay, kept by a thread of their own. */
final class IdleLinks implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final int PING_BYTES = 8;

    private final Crowd crowd;
    private final List<Visitor> visitors = new ArrayList<>();
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::serve, "idle-links");
    private volatile boolean closing;

    /** What the thread does for others. */
    private interface Task<T> {
        T run() throws IOException;
    }

    private IdleLinks(RelayTarget relay) throws IOException {
        crowd = new Crowd(new Workbench(), relay);
        thread.setDaemon(true);
        thread.start();
    }

    /** Opens so many links. */
    static IdleLinks open(RelayTarget relay, int count) throws IOException {
        IdleLinks links = new IdleLinks(relay);
        long linked = links.ask(() -> {
            for (int i = 0; i < count; i++) {
                links.visitors.add(links.crowd.link("127.0.2." + (1 + i)));
            }
            links.crowd.pump(() -> links.linked() == count, PATIENCE);
            return links.linked();
        });
        if (linked != count) {
            links.close();
            throw new IOException("only " + linked + " of " + count + " links were made");
        }
        return links;
    }

    private void serve() {
        try {
            while (!closing) {
                Runnable task = tasks.poll();
                if (task != null) {
                    task.run();
                }
                crowd.pump(() -> closing || !tasks.isEmpty(), TURN);
            }
            crowd.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private <T> T ask(Task<T> task) throws IOException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                answer.complete(task.run());
            } catch (IOException | RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        });
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw new IOException("links: " + failed.getCause(), failed);
        }
    }

    private long linked() {
        return visitors.stream().filter(Visitor::isLinked).count();
    }

    /** Asks on each for a PONG and returns how many came. */
    long answering() throws IOException {
        return ask(() -> {
            List<Visitor> asked = visitors.stream().filter(Visitor::isLinked).toList();
            long[] before =
                    asked.stream().mapToLong(each -> each.link().pongs()).toArray();
            asked.forEach(each -> each.link().send(RawLink.PING, new byte[PING_BYTES]));
            crowd.pump(() -> answered(asked, before) == asked.size(), PATIENCE);
            return answered(asked, before);
        });
    }

    private static long answered(List<Visitor> asked, long[] before) {
        long count = 0;
        for (int i = 0; i < before.length; i++) {
            count += asked.get(i).isLinked() && asked.get(i).link().pongs() > before[i] ? 1 : 0;
        }
        return count;
    }

    @Override
    public void close() {
        closing = true;
    }
}
