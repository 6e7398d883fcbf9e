package org.qgate.gate.internal.host;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.qgate.ext.Host;
import org.qgate.ext.RefusedException;
import org.qgate.ext.Service;
import org.qgate.ext.net.Stream;
import org.qgate.ext.net.Target;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;

/** Extenders that tests host. */
final class Extenders {
    private static final long LONG_MS = 60_000;

    private Extenders() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Counts the calls of {@code count/1} and hands the count over. */
    public static final class Counting implements Service {
        private final AtomicLong count = new AtomicLong();

        @Override
        public void start(Host host) {
            host.net().serve("count/1", (caller, request) -> ByteBuffer.allocate(Long.BYTES)
                    .putLong(count.incrementAndGet())
                    .array());
            host.commands()
                    .offer(
                            new Command("count", "Says how many.", List.of()),
                            arguments -> Answer.lines(List.of(Long.toString(count.get()))));
        }

        @Override
        public byte[] exportState() {
            return ByteBuffer.allocate(Long.BYTES).putLong(count.get()).array();
        }

        @Override
        public void importState(byte[] state, String fromVersion) {
            count.set(ByteBuffer.wrap(state).getLong());
        }
    }

    /** Takes no state. */
    public static final class Forgetful implements Service {
        @Override
        public void start(Host host) {
            host.net().serve("count/1", (caller, request) -> request);
        }

        @Override
        public void importState(byte[] state, String fromVersion) {
            throw new IllegalStateException("not mine");
        }
    }

    /** Echoes calls of {@code echo/1} and streams of {@code stream/1}. */
    public static final class Echoing implements Service {
        @Override
        public void start(Host host) {
            host.net().serve("echo/1", (caller, request) -> request);
            host.net().accept("stream/1", Echoing::echo);
        }

        private static void echo(Stream stream) {
            byte[] some = new byte[4_096];
            for (int read = stream.read(some, 0, some.length, LONG_MS);
                    read >= 0;
                    read = stream.read(some, 0, some.length, LONG_MS)) {
                stream.write(some, 0, read, LONG_MS);
            }
        }
    }

    /** Serves {@code slow/1} when it is let. */
    public static final class Slow implements Service {
        static final List<CountDownLatch> GATES = new ArrayList<>();

        @Override
        public void start(Host host) {
            host.net().serve("slow/1", (caller, request) -> {
                GATES.get(0).await(LONG_MS, TimeUnit.MILLISECONDS);
                return request;
            });
        }
    }

    /** Spins on demand, whatever happens, until the test has seen enough. */
    public static final class Spinning implements Service {
        /** What ends it: nothing else does. */
        static final CountDownLatch[] ENOUGH = {new CountDownLatch(1)};
        /** How often it began. */
        static final AtomicLong BEGUN = new AtomicLong();

        @Override
        public void start(Host host) {
            host.commands().offer(new Command("spin", "Spins.", List.of()), arguments -> {
                host.tasks().run(Spinning::spin);
                return Answer.lines(List.of("spins"));
            });
        }

        private static void spin() {
            BEGUN.incrementAndGet();
            while (ENOUGH[0].getCount() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    /** Dials {@code stream/1} without end, and never closes. */
    public static final class Opening implements Service {
        @Override
        public void start(Host host) {
            host.commands().offer(new Command("open", "Opens.", List.of()), arguments -> {
                String node = host.node().nodeId();
                List<Stream> open = new ArrayList<>();
                try {
                    while (true) {
                        open.add(host.net().dial(new Target(node, "stream/1"), LONG_MS));
                    }
                } catch (RefusedException limit) {
                    return Answer.lines(List.of(open.size() + " " + limit.reason()));
                }
            });
        }
    }

    /** Floods what it is told to. */
    public static final class Flooding implements Service {
        @Override
        public void start(Host host) {
            host.commands().offer(new Command("log", "Logs.", List.of()), arguments -> {
                for (int i = 0; i < 10_000; i++) {
                    host.log().info("line " + i);
                }
                return Answer.lines(List.of("done"));
            });
            host.commands()
                    .offer(
                            new Command("call", "Calls.", List.of()),
                            arguments -> refusal(() ->
                                    host.net().call(new Target(host.node().nodeId(), "echo/1"), new byte[1], LONG_MS)));
            host.commands().offer(new Command("store", "Stores.", List.of()), arguments -> {
                AtomicLong key = new AtomicLong();
                return refusal(
                        () -> host.space().put("flood", bytes("key " + key.incrementAndGet()), new byte[100_000]));
            });
        }

        private static Answer refusal(Runnable step) {
            try {
                while (true) {
                    step.run();
                }
            } catch (RefusedException limit) {
                return Answer.lines(List.of(limit.reason().name()));
            }
        }
    }

    /** Fails wherever it can. */
    public static final class Failing implements Service {
        @Override
        public void start(Host host) {
            host.net().serve("fail/1", (caller, request) -> {
                throw new Unspeakable();
            });
            host.tasks().run(() -> {
                throw new Unspeakable();
            });
            host.commands().offer(new Command("fail", "Fails.", List.of()), arguments -> {
                throw new Unspeakable();
            });
        }

        @Override
        public void stop() {
            throw new Unspeakable();
        }
    }

    /** An error whose message fails as well. */
    public static final class Unspeakable extends Error {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no words");
        }
    }

    /** Does not start. */
    public static final class Refusing implements Service {
        @Override
        public void start(Host host) throws Exception {
            throw new java.io.IOException("no \u001b[31mred\u202e words");
        }
    }

    /** Never gets ready. */
    public static final class Dawdling implements Service {
        @Override
        public void start(Host host) throws Exception {
            host.tasks().pause(LONG_MS);
        }
    }

    /** Registers nothing. */
    public static final class Silent implements Service {
        @Override
        public void start(Host host) {
            host.space().put("said", bytes("key"), Optional.of(bytes("nothing")).get());
        }
    }

    /** Leaves everything behind that it can. */
    public static final class Littering implements Service {
        private Host host;

        @Override
        public void start(Host given) {
            host = given;
            host.net().serve("litter/1", (caller, request) -> request);
            host.tasks().every(0, 100, this::tick);
            host.tasks().after(3_600_000, this::tick);
            host.events().subscribe("node.joined", event -> tick());
            host.settings().onChange(this::tick);
            host.commands().offer(new Command("tick", "Ticks.", List.of()), arguments -> Answer.lines(List.of()));
            host.tasks().submit(() -> this);
        }

        private void tick() {
            host.log().info("tick");
        }
    }
}
