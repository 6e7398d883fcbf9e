package org.qgate.sandbox.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Moves the bytes of a line over a channel: one thread reads, and whoever sends writes at once as long as the other end takes
 * it. The channel does not block, so an interrupt that is meant for an extender's thread never closes it.
 */
public final class Pump {
    /** How often deadlines of what is served are looked at. */
    private static final long LOOK_MS = 250;

    /** An answer is not kept longer for who does not read it, unless its call's deadline is later. */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

    private static final int READ_BYTES = 64 << 10;

    private final ByteChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final Outbox outbox;
    private final Line line;
    private final FrameReader frames = new FrameReader();

    private <C extends SelectableChannel & ByteChannel> Pump(
            C channel, Server server, Predicate<Runnable> pool, Consumer<Line.Ended> ended, long patienceNs)
            throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        selector = Selector.open();
        key = channel.register(selector, SelectionKey.OP_READ);
        outbox = new Outbox(channel, selector, key);
        line = new Line(outbox, server, pool, ended, patienceNs);
    }

    /**
     * Takes a connected channel, which it closes at the end.
     *
     * @param pool runs what serves a call, on as many threads as there may be calls under way; false when it has none left
     * @param ended told once how the line ended
     */
    public static <C extends SelectableChannel & ByteChannel> Pump over(
            C channel, Server server, Predicate<Runnable> pool, Consumer<Line.Ended> ended) throws IOException {
        return over(channel, server, pool, ended, PATIENCE_NS);
    }

    static <C extends SelectableChannel & ByteChannel> Pump over(
            C channel, Server server, Predicate<Runnable> pool, Consumer<Line.Ended> ended, long patienceNs)
            throws IOException {
        try {
            return new Pump(channel, server, pool, ended, patienceNs);
        } catch (IOException | RuntimeException unusable) {
            channel.close();
            throw unusable;
        }
    }

    /** Returns the line. */
    public Line line() {
        return line;
    }

    /** Reads until the line ends; on a thread of its own. */
    public void run() {
        ByteBuffer some = ByteBuffer.allocateDirect(READ_BYTES);
        try {
            while (!line.isClosed()) {
                turn(some);
            }
        } catch (BreachException broken) {
            line.breach(broken);
        } catch (IOException lost) {
            line.close("the connection is lost: " + lost.getMessage());
        } catch (CancelledKeyException gone) {
            line.close("the connection was closed");
        } finally {
            line.close("nobody reads any more");
            outbox.end();
        }
    }

    /** Ends it all when {@link #run} will not be called. */
    public void drop() {
        line.close("nobody reads it");
        outbox.end();
    }

    private void turn(ByteBuffer some) throws IOException, BreachException {
        boolean full = holdBack();
        selector.select(line.serves() ? LOOK_MS : 0);
        if (outbox.isClosed() || Thread.currentThread().isInterrupted()) {
            line.close("it does not read what it is sent, or nobody reads it any more");
            return;
        }
        if (key.isWritable()) {
            outbox.flush();
        }
        if (key.isReadable() && !full) {
            read(some);
        }
        line.look(System.nanoTime());
        selector.selectedKeys().clear();
    }

    /** Reads no more while what came before holds as much as it may; whoever is done with some wakes the loop. */
    private boolean holdBack() {
        outbox.listen(!line.full());
        boolean full = line.full();
        if (!full) {
            outbox.listen(true); // some was done in between
        }
        return full;
    }

    private void read(ByteBuffer some) throws IOException, BreachException {
        if (channel.read(some.clear()) < 0) {
            line.close("the connection has ended");
            return;
        }
        some.flip();
        for (Frame frame = frames.next(some); frame != null; frame = frames.next(some)) {
            line.take(frame);
        }
    }
}
