package org.qgate.sandbox.child;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.qgate.ext.Service;
import org.qgate.sandbox.wire.Arguments;
import org.qgate.sandbox.wire.BreachException;
import org.qgate.sandbox.wire.Line;
import org.qgate.sandbox.wire.Pump;
import org.qgate.sandbox.wire.Server;
import org.qgate.sandbox.wire.Wire;

/** The one extender of this process: makes it, calls it as the node says, until the line ends. */
public final class Extender implements Server {
    /** Threads that end a call may still be busy when the next one comes. */
    private static final int THREADS = Wire.MOST_CALLS + 8;

    private static final long IDLE_SECONDS = 30;

    private final ClassLoader loader;
    private final Callbacks callbacks = new Callbacks();
    private final AtomicInteger made = new AtomicInteger();
    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(0, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
    private Line line;
    private RemoteHost host;
    private volatile Service service;

    /** @param loader of the extender's classes */
    public Extender(ClassLoader loader) {
        this.loader = loader;
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "extender-" + made.incrementAndGet());
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        return thread;
    }

    /** Says who it is and serves the node, on this thread, until the line ends. */
    public <C extends SelectableChannel & ByteChannel> void run(C channel, byte[] token) throws IOException {
        Pump pump = Pump.over(channel, this, this::offer, ended -> pool.shutdownNow());
        line = pump.line();
        line.hello(token, Wire.VERSION);
        pump.run();
    }

    private boolean offer(Runnable work) {
        try {
            pool.execute(work);
            return true;
        } catch (RejectedExecutionException busy) {
            return false;
        }
    }

    @Override
    public void hello(Arguments theirs) throws BreachException {
        if (theirs.small(0) != Wire.VERSION) {
            throw new BreachException("the node has another version of the wire");
        }
        host = new RemoteHost(new Node(line), callbacks, theirs.text(1), theirs.text(2));
    }

    @Override
    public Object serve(String name, Arguments arguments) throws Exception {
        return switch (name) {
            case "make" -> make(arguments.text(0));
            case "run" -> callbacks.call(arguments);
            case "export" -> service.exportState();
            default -> step(name, arguments);
        };
    }

    private Object make(String entry) throws Exception {
        Class<? extends Service> type = Class.forName(entry, true, loader).asSubclass(Service.class);
        service = type.getConstructor().newInstance();
        return null;
    }

    private Object step(String name, Arguments arguments) throws Exception {
        switch (name) {
            case "start" -> service.start(host);
            case "drain" -> service.drain(arguments.number(0));
            case "import" -> service.importState(arguments.bytes(0), arguments.text(1));
            case "stop" -> service.stop();
            default -> throw new BreachException("the node asks for " + name);
        }
        return null;
    }

    @Override
    public int longest(String name) {
        return name.equals("import") ? Line.LONGEST : 0;
    }

    @Override
    public String words(Throwable thrown) {
        Throwable cause = thrown instanceof InvocationTargetException inside ? inside.getCause() : thrown;
        return Words.of(cause);
    }
}
