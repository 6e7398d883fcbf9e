package org.qgate.gate.internal.host;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.qgate.ext.Host;
import org.qgate.ext.RefusedException;
import org.qgate.ext.Service;
import org.qgate.ext.net.Stream;
import org.qgate.ext.net.Target;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.Command.Argument;
import org.qgate.ext.shell.Command.Kind;
import org.qgate.ext.shell.PickedFile;
import org.qgate.ext.store.Space.Change;

/** Uses every facade from a process of its own, as it is told to by commands. */
public final class RealExtender implements Service {
    private static final long LONG_MS = 60_000;
    private static final int STATE_BYTES = 10 << 20;

    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final CountDownLatch heard = new CountDownLatch(3);
    private Host host;
    private byte[] state = new byte[STATE_BYTES];

    /** What a command does. */
    private interface Doing {
        Object run() throws Exception;
    }

    @Override
    public void start(Host given) {
        host = given;
        host.net().serve("echo/1", (caller, request) -> request);
        host.net().accept("stream/1", RealExtender::echo);
        offer("count", () -> {
            state[STATE_BYTES - 1]++;
            return state[STATE_BYTES - 1];
        });
        offer("sees", RealExtender::sees);
        offer("store", this::store);
        offer("dial", this::dial);
        offer("wait", this::await);
        offer("interrupted", interrupted::get);
        offer("threads", this::threads);
        offer("crypto", this::crypto);
        host.commands()
                .offer(
                        new Command("file", "Reads.", List.of(new Argument("FROM", true, "", Kind.READ_FILE))),
                        (texts, files) -> answer(read(files)));
        host.commands().offer(new Command("rows", "Many.", List.of()), arguments -> rows());
        host.events().subscribe("node.joined", event -> heard.countDown());
        host.tasks().run(heard::countDown);
        host.tasks().every(0, 100, heard::countDown);
    }

    private void offer(String name, Doing doing) {
        host.commands().offer(new Command(name, "Does it.", List.of()), arguments -> answer(doing.run()));
    }

    private static Answer answer(Object said) {
        return Answer.lines(List.of(String.valueOf(said)));
    }

    private static Answer rows() {
        return new Answer(List.of("A", "B", "C"), Collections.nCopies(10_000, List.of("one", "two", "x".repeat(100))));
    }

    private static void echo(Stream stream) {
        byte[] some = new byte[100_000];
        for (int read = stream.read(some, 0, some.length, LONG_MS);
                read >= 0;
                read = stream.read(some, 0, some.length, LONG_MS)) {
            stream.write(some, 0, read, LONG_MS);
        }
    }

    private static Object sees() {
        List<String> seen = new ArrayList<>();
        for (String name : List.of(
                "java.sql.Driver",
                "java.util.logging.Logger",
                "org.qgate.ext.Host",
                "org.qgate.sandbox.child.Main",
                "org.qgate.sandbox.wire.Line",
                "org.qgate.common.values.JsonReader",
                "com.fasterxml.jackson.core.JsonFactory")) {
            try {
                seen.add(Class.forName(name).getSimpleName());
            } catch (ClassNotFoundException hidden) {
                seen.add("-");
            }
        }
        return seen;
    }

    /** A comparison has twice the value: more than fits into a frame. */
    private Object store() {
        byte[] large = new byte[700_000];
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            changes.add(new Change("map", new byte[] {(byte) (i >>> 8), (byte) i}, Optional.of(new byte[100])));
        }
        host.space().apply(changes);
        int first = host.space()
                .range("map", Optional.empty(), Optional.empty(), 1_000)
                .size();
        host.space().put("map", new byte[] {1}, large);
        byte[] next = large.clone();
        next[5] = 5;
        host.space().replace("map", new byte[] {1}, Optional.of(large), Optional.of(next));
        try {
            host.space().put("map", new byte[] {9}, new byte[(1 << 20) + 1]);
            return "taken";
        } catch (RefusedException refusal) {
            return first + " " + refusal.reason() + " " + host.space().add("count", new byte[] {1}, 41);
        }
    }

    private Object dial() {
        Target target = new Target(host.node().nodeId(), "stream/1");
        byte[] sent = new byte[300_000];
        Arrays.fill(sent, (byte) 7);
        try (Stream stream = host.net().dial(target, LONG_MS)) {
            host.tasks().run(() -> {
                stream.write(sent, 0, sent.length, LONG_MS);
                stream.end();
            });
            int all = 0;
            byte[] some = new byte[50_000];
            for (int read = stream.read(some, 0, some.length, LONG_MS);
                    read >= 0;
                    read = stream.read(some, 0, some.length, LONG_MS)) {
                all += read;
            }
            return all;
        }
    }

    private Object await() {
        try {
            host.tasks().pause(LONG_MS);
            return "in vain";
        } catch (InterruptedException stop) {
            interrupted.set(true);
            return "interrupted";
        }
    }

    private Object threads() throws InterruptedException {
        return heard.await(LONG_MS, TimeUnit.MILLISECONDS);
    }

    private Object crypto() {
        var pair = host.crypto().kemPair();
        var made = host.crypto().encapsulate(pair.publicKey());
        byte[] secret = host.crypto().decapsulate(pair.privateKey(), made.ciphertext());
        byte[] signed = "some".getBytes(StandardCharsets.UTF_8);
        byte[] signature = host.keys().sign("a", signed);
        return host.crypto().same(secret, made.secret())
                && host.keys().verify(host.keys().signingKey("a"), "a", signed, signature)
                && host.random().bytes(7).length == 7;
    }

    private static Object read(Map<String, PickedFile> files) {
        PickedFile file = files.get("FROM");
        return file.name() + " " + file.size() + " " + file.read(file.size() - 1, 10).length;
    }

    @Override
    public byte[] exportState() {
        return state.clone();
    }

    @Override
    public void importState(byte[] given, String fromVersion) {
        state = given.clone();
    }
}
