package org.qgate.extender.trial;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.qgate.ext.Host;
import org.qgate.ext.RefusedException;
import org.qgate.ext.Service;
import org.qgate.ext.net.Stream;
import org.qgate.ext.net.Target;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.Command.Argument;

/**
 * Tells callers who they are, sends back what comes over streams, and does either with other nodes on command: streams at once in
 * both directions, many calls at once, a stream that is held, calls in loops.
 */
public final class Trial implements Service {
    private static final String WHO = "trial/who/1";
    private static final String ECHO = "trial/echo/1";
    private static final int CHUNK = 16 << 10;
    private static final long PATIENCE_MS = 60_000;
    private static final long PAUSE_MS = 5;
    private static final int LOOPS = 4;

    private final AtomicLong round = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<String> firstFailure = new AtomicReference<>("");
    private final AtomicReference<Stream> held = new AtomicReference<>();
    private Host host;

    /** Called by the node. */
    public Trial() {}

    @Override
    public void start(Host host) {
        this.host = host;
        host.net()
                .serve(WHO, (caller, request) -> caller.node().orElse("nobody").getBytes(StandardCharsets.US_ASCII));
        host.net().accept(ECHO, Trial::sendBack);
        Argument node = new Argument("NODE", true, "Whom.");
        Argument number = new Argument("N", true, "How many.");
        Argument identify = new Argument("IDENTIFY", true, "Whether to say who asks: true or false.");
        offer("nodes", List.of(), given -> host.net().nodes(WHO));
        offer("who", List.of(node, identify), given -> List.of(who(given.get(0), Boolean.parseBoolean(given.get(1)))));
        offer("calls", List.of(node, number), given -> List.of(calls(given.get(0), Integer.parseInt(given.get(1)))));
        offer("carry", List.of(node, number, identify), given -> List.of(carry(given)));
        offer("hold", List.of(node), given -> List.of(hold(given.get(0))));
        offer("ping", List.of(), given -> List.of(ping()));
        offer("begin", List.of(node), given -> List.of(begin(given.get(0))));
        offer("end", List.of(), given -> end());
    }

    /** What a command does. */
    private interface Deed {
        List<String> run(List<String> given) throws Exception;
    }

    private void offer(String name, List<Argument> arguments, Deed deed) {
        host.commands().offer(new Command(name, "See the source.", arguments), given -> Answer.lines(deed.run(given)));
    }

    private static void sendBack(Stream stream) {
        byte[] chunk = new byte[CHUNK];
        for (int n = read(stream, chunk); n >= 0; n = read(stream, chunk)) {
            stream.write(chunk, 0, n, PATIENCE_MS);
        }
        stream.end();
    }

    private static int read(Stream stream, byte[] chunk) {
        return stream.read(chunk, 0, chunk.length, 10 * PATIENCE_MS);
    }

    private String who(String node, boolean identify) {
        byte[] answer = host.net().call(new Target(node, WHO, identify, ""), new byte[0], PATIENCE_MS);
        return new String(answer, StandardCharsets.US_ASCII);
    }

    private String calls(String node, int number) throws Exception {
        List<Future<String>> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            all.add(host.tasks().submit(() -> who(node, false)));
        }
        int right = 0;
        for (Future<String> each : all) {
            right += each.get().equals("nobody") ? 1 : 0;
        }
        return Integer.toString(right);
    }

    /** Sends and reads at once, ends one direction and reads the other to its end. */
    private String carry(List<String> given) throws Exception {
        int bytes = Integer.parseInt(given.get(1));
        try (Stream stream = dial(given.get(0), Boolean.parseBoolean(given.get(2)))) {
            Future<Long> back = host.tasks().submit(() -> readAll(stream));
            byte[] chunk = new byte[CHUNK];
            for (int at = 0; at < bytes; at += CHUNK) {
                int part = Math.min(CHUNK, bytes - at);
                for (int i = 0; i < part; i++) {
                    chunk[i] = byteAt(at + i);
                }
                stream.write(chunk, 0, part, PATIENCE_MS);
            }
            stream.end();
            return Long.toString(back.get());
        }
    }

    private Stream dial(String node, boolean identify) {
        return host.net().dial(new Target(node, ECHO, identify, ""), PATIENCE_MS);
    }

    /** Returns how many bytes came until one was wrong or the other end had ended its direction. */
    private static long readAll(Stream stream) {
        byte[] chunk = new byte[CHUNK];
        long at = 0;
        for (int n = read(stream, chunk); n >= 0; n = read(stream, chunk)) {
            for (int i = 0; i < n; i++, at++) {
                if (chunk[i] != byteAt(at)) {
                    return at;
                }
            }
        }
        return at;
    }

    private static byte byteAt(long position) {
        return (byte) (position * 31 + (position >>> 8));
    }

    private String hold(String node) {
        Stream before = held.getAndSet(dial(node, true));
        if (before != null) {
            before.close();
        }
        return ping();
    }

    private String ping() {
        Stream stream = held.get();
        byte[] one = {42};
        stream.write(one, 0, 1, PATIENCE_MS);
        one[0] = 0;
        return stream.read(one, 0, 1, PATIENCE_MS) == 1 && one[0] == 42 ? "pong" : "wrong";
    }

    private String begin(String node) {
        long mine = round.incrementAndGet();
        answered.set(0);
        failed.set(0);
        firstFailure.set("");
        for (int i = 0; i < LOOPS; i++) {
            host.tasks().run(() -> loop(node, mine));
        }
        return "begun";
    }

    private void loop(String node, long mine) {
        try {
            while (round.get() == mine) {
                once(node);
                host.tasks().pause(PAUSE_MS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void once(String node) {
        try {
            who(node, false);
            answered.incrementAndGet();
        } catch (RefusedException refused) {
            failed.incrementAndGet();
            firstFailure.compareAndSet("", refused.reason() + ": " + refused.getMessage());
        }
    }

    private List<String> end() {
        round.incrementAndGet();
        return List.of(Long.toString(answered.get()), Long.toString(failed.get()), firstFailure.get());
    }

    @Override
    public void stop() {
        round.incrementAndGet();
    }
}
