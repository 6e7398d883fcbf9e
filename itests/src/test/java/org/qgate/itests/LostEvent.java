package org.qgate.itests;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;

/**
 * Makes happen what makes Java's asynchronous channels lose an event, and says whether it was lost: one look at the
 * kernel brings two events, that of a listener and that of a connection which is closed before it is looked up.
 */
public final class LostEvent {
    private static final long LONGEST_SECONDS = 10;
    private static final int LOST = 3;
    private static final String THREADS = "sun.nio.ch.internalThreadPoolSize";

    private LostEvent() {}

    /** Runs what completes, but keeps whoever brings it until it is open. */
    private static final class Gate extends ThreadPoolExecutor {
        final CountDownLatch reached;
        final CountDownLatch open = new CountDownLatch(1);

        Gate(int threads) {
            super(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
            reached = new CountDownLatch(threads);
        }

        @Override
        public void execute(Runnable task) {
            reached.countDown();
            try {
                open.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            super.execute(task);
        }
    }

    private static <T> CompletionHandler<T, Object> then(Runnable completed) {
        return new CompletionHandler<>() {
            @Override
            public void completed(T result, Object nothing) {
                completed.run();
            }

            @Override
            public void failed(Throwable failure, Object nothing) {
                // closed: that is the point
            }
        };
    }

    /** Two ends of a connection: one of the group, which reads, and one that can write. */
    private record Pair(AsynchronousSocketChannel channel, Socket peer) {
        static Pair connect(AsynchronousChannelGroup group, ServerSocket listener) throws Exception {
            AsynchronousSocketChannel channel = AsynchronousSocketChannel.open(group);
            var connected = channel.connect(listener.getLocalSocketAddress());
            Socket peer = listener.accept();
            connected.get();
            channel.read(ByteBuffer.allocate(1), null, then(() -> {}));
            return new Pair(channel, peer);
        }

        void wake() throws IOException {
            peer.getOutputStream().write(1);
        }
    }

    /**
     * Needs {@code --add-opens java.base/sun.nio.ch=ALL-UNNAMED}; ends with 0 when the event was not lost, else 3.
     *
     * @param classes to be initialised before
     */
    public static void main(String[] classes) throws Exception {
        for (String each : classes) {
            Class.forName(each);
        }
        System.exit(lost(Integer.getInteger(THREADS, 1)) ? LOST : 0);
    }

    private static boolean lost(int threads) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Gate gate = new Gate(threads);
        AsynchronousChannelGroup group = AsynchronousChannelGroup.withThreadPool(gate);
        ReentrantReadWriteLock lookUp = lookUp(group);
        CountDownLatch accepted = new CountDownLatch(1);
        try (ServerSocket listener = new ServerSocket(0, 50, loopback);
                AsynchronousServerSocketChannel server =
                        AsynchronousServerSocketChannel.open(group).bind(new InetSocketAddress(loopback, 0))) {
            server.accept(null, then(accepted::countDown));
            Pair closing = Pair.connect(group, listener);
            List<Pair> others = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                others.add(Pair.connect(group, listener));
            }
            for (Pair each : others) {
                each.wake();
            }
            gate.reached.await(); // now nobody looks for events
            closing.wake();
            try (Socket visitor = new Socket()) {
                visitor.connect(server.getLocalAddress());
                closeInBetween(closing, gate, lookUp.writeLock(), lookUp::hasQueuedThreads);
                return !accepted.await(LONGEST_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    /** Lets the threads go on until one has both events in hand and wants to know whose they are. */
    private static void closeInBetween(Pair closing, Gate gate, Lock noLookUp, BooleanSupplier asked)
            throws IOException {
        noLookUp.lock();
        try {
            gate.open.countDown();
            while (!asked.getAsBoolean()) {
                Thread.onSpinWait();
            }
            closing.channel().close();
        } finally {
            noLookUp.unlock();
        }
    }

    private static ReentrantReadWriteLock lookUp(AsynchronousChannelGroup group) throws ReflectiveOperationException {
        Field lock = Class.forName("sun.nio.ch.Port").getDeclaredField("fdToChannelLock");
        lock.setAccessible(true);
        return (ReentrantReadWriteLock) lock.get(group);
    }
}
