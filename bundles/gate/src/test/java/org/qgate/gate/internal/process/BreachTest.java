package org.qgate.gate.internal.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.base.internal.work.SystemClock;
import org.qgate.base.internal.work.ThreadScheduler;
import org.qgate.ext.Host;
import org.qgate.gate.Confinement;
import org.qgate.gate.Permit;
import org.qgate.gate.Program;
import org.qgate.gate.Quota;
import org.qgate.gate.internal.run.CpuMeter;
import org.qgate.sandbox.wire.ValueWriter;

/** What breaks a rule ends the process, and the extender's log says so; the test is the process, byte by byte. */
class BreachTest {
    private static final long LONG_MS = 60_000;
    private static final int MOST = 1 << 20;
    private static final int HELLO = 1;
    private static final int CALL = 2;
    private static final int RESULT = 4;
    private static final byte[] TOKEN = {1, 2, 3, 4};
    private static final Quota QUOTA = new Quota(2, 100, 1 << 20, 4, 100, 1 << 20, 1_000, 100);

    @TempDir
    private Path folder;

    private final ThreadScheduler scheduler = new ThreadScheduler();
    private final LinkedBlockingQueue<String> notes = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> lost = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> killed = new CompletableFuture<>();
    private SocketChannel near;
    private SocketChannel far;
    private RemoteService service;

    @BeforeEach
    void open() throws IOException {
        Path path = folder.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            far = SocketChannel.open(UnixDomainSocketAddress.of(path));
            near = server.accept();
        }
        Permit permit = new Permit("a", "1.0.0", "p", Map.of(), Set.of(), QUOTA, "ext.a", Map.of());
        Staff staff =
                new Staff("test", () -> permit, scheduler, new CpuMeter(new SystemClock(), thread -> 0), notes::add);
        service = new RemoteService(new Program(new byte[0], "", "Entry", 48), new Given(), staff);
        service.whenLost(lost::add);
    }

    @AfterEach
    void close() throws IOException {
        service.close();
        scheduler.close();
        far.close();
    }

    /** Launches what the test plays. */
    private final class Given implements ChildLauncher, Child {
        @Override
        public Confinement confinement(boolean again) {
            return new Confinement(true, "a test", "");
        }

        @Override
        public Child launch(Program program, Permit permit, long withinMs) {
            return this;
        }

        @Override
        public SocketChannel channel() {
            return near;
        }

        @Override
        public byte[] token() {
            return TOKEN;
        }

        @Override
        public long pid() {
            return 0;
        }

        @Override
        public CompletableFuture<String> ended() {
            return killed;
        }

        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void kill() {
            killed.complete("it was killed");
        }
    }

    private void send(int type, int number, Object value) throws IOException {
        byte[] body = ValueWriter.write(value, MOST);
        ByteBuffer frame = ByteBuffer.allocate(9 + body.length)
                .putInt(body.length)
                .put((byte) type)
                .putInt(number)
                .put(body)
                .flip();
        while (frame.hasRemaining()) {
            far.write(frame);
        }
    }

    /** Waits for a frame of the node, and returns its number. */
    private int frame(int type) throws IOException {
        ByteBuffer head = read(9);
        assertEquals(type, head.get(4));
        read(head.getInt(0));
        return head.getInt(5);
    }

    private ByteBuffer read(int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            assertTrue(far.read(bytes) > 0, "the node has ended the line");
        }
        return bytes;
    }

    /** Goes on as a good process does until its extender has started. */
    private void started() throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        scheduler.workers("begin", 1, 1).offer(() -> {
            try {
                service.make();
                service.start((Host) Proxy.newProxyInstance(
                        Host.class.getClassLoader(), new Class<?>[] {Host.class}, (host, method, given) -> {
                            throw new UnsupportedOperationException(method.getName());
                        }));
                begun.complete(null);
            } catch (Throwable failed) {
                begun.completeExceptionally(failed);
            }
        });
        send(HELLO, 0, List.of(TOKEN, 1));
        frame(HELLO);
        send(RESULT, frame(CALL), null);
        send(RESULT, frame(CALL), null);
        begun.get(LONG_MS, TimeUnit.MILLISECONDS);
    }

    private void ends(String rule) throws Exception {
        String words = "QG-EXT-0073 its process broke a rule of the line: " + rule;
        assertEquals("its process ended: " + words, notes.poll(LONG_MS, TimeUnit.MILLISECONDS));
        assertEquals(words, lost.poll(LONG_MS, TimeUnit.MILLISECONDS));
        assertEquals("it was killed", killed.get(LONG_MS, TimeUnit.MILLISECONDS));
        assertEquals(
                ExtenderError.PROCESS_ENDED,
                assertThrows(QGateException.class, service::exportState).code());
    }

    @Test
    void shouldEndWithoutTheToken() throws Exception {
        send(HELLO, 0, List.of(new byte[] {1, 2, 3, 5}, 1));
        QGateException failed = assertThrows(QGateException.class, service::make);
        assertEquals(ExtenderError.PROCESS_ENDED, failed.code());
        assertTrue(failed.getMessage().contains("a HELLO without the token"), failed.getMessage());
        assertEquals("it was killed", killed.get(LONG_MS, TimeUnit.MILLISECONDS));
    }

    @Test
    void shouldEndWithAnotherVersion() {
        assertThrows(QGateException.class, () -> {
            send(HELLO, 0, List.of(TOKEN, 2));
            service.make();
        });
        assertTrue(killed.isDone());
    }

    @Test
    void shouldEndWithACallThatThereIsNot() throws Exception {
        started();
        send(CALL, 1, List.of("no.such", LONG_MS));
        ends("a call that there is not");
    }

    @Test
    void shouldEndWithAnotherArgument() throws Exception {
        started();
        send(CALL, 1, List.of("net.dial", LONG_MS, 5L, 5L));
        ends("a value of another kind than List");
    }

    @Test
    void shouldEndWithAnUnknownName() throws Exception {
        started();
        send(CALL, 1, List.of("granted", LONG_MS, "NO_SUCH"));
        ends("no name of a Permission");
    }

    @Test
    void shouldEndWithNothingWhereSomethingMustBe() throws Exception {
        started();
        send(CALL, 1, Arrays.asList("granted", LONG_MS, null));
        ends("no permission");
    }

    /** What fails in the node is told without a word of how. */
    @Test
    void shouldSayNothingOfItsOwnFailures() throws Exception {
        started();
        send(CALL, 1, Arrays.asList("node.id", LONG_MS));
        ByteBuffer head = read(9);
        assertEquals(7, head.get(4));
        byte[] body = read(head.getInt(0)).array();
        assertEquals("the node failed at it", new String(body, 2, body.length - 2, "US-ASCII").strip());
    }

    @Test
    void shouldEndTheLineWithTheProcess() throws Exception {
        started();
        killed.complete("it crashed");
        assertEquals("its process ended: it crashed", notes.poll(LONG_MS, TimeUnit.MILLISECONDS));
        assertEquals("it crashed", lost.poll(LONG_MS, TimeUnit.MILLISECONDS));
    }

    @Test
    void shouldTellNobodyThatItWasStopped() throws Exception {
        started();
        service.close();
        assertEquals("it was killed", killed.get(LONG_MS, TimeUnit.MILLISECONDS));
        assertEquals(List.of(), List.copyOf(lost));
    }
}
