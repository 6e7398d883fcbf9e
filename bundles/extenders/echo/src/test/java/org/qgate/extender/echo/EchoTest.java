package org.qgate.extender.echo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.net.Stream;
import org.qgate.ext.net.Target;
import org.qgate.ext.testkit.Sheet;
import org.qgate.ext.testkit.TestExtender;
import org.qgate.ext.testkit.TestNetwork;
import org.qgate.ext.testkit.TestNode;

/** What echo answers, counts, keeps and hands over. */
final class EchoTest {
    private static final long WAIT_MS = 30_000;
    private static final long KEPT_MS = 10_000;
    private static final Sheet SHEET = Sheet.of("org.qgate.extender.echo")
            .provides(Echo.REQUESTS, Echo.STREAMS)
            .grant(Permission.NET_DIAL, Echo.REQUESTS)
            .grant(Permission.STORE_USE)
            .grant(Permission.LOG_WRITE);

    private final TestNetwork network = TestNetwork.byHand();
    private final TestNode node = network.node();
    private final TestNode stranger = network.node();

    @AfterEach
    void close() {
        network.close();
    }

    private TestExtender echo() throws Exception {
        return node.install(SHEET, Echo::new);
    }

    private long call(String text) {
        byte[] request = text.getBytes(StandardCharsets.UTF_8);
        Target target = new Target(node.id(), Echo.REQUESTS);
        ByteBuffer response = ByteBuffer.wrap(stranger.peer().net().call(target, request, WAIT_MS));
        long count = response.getLong();
        byte[] rest = new byte[response.remaining()];
        response.get(rest);
        assertArrayEquals(request, rest);
        return count;
    }

    private static String stat(TestExtender echo, String name) throws Exception {
        Map<String, String> stats = new HashMap<>();
        echo.run("stats").rows().forEach(row -> stats.put(row.get(0), row.get(1)));
        return stats.get(name);
    }

    @Test
    void shouldAnswerWithTheNumberOfTheRequestAndTheRequest() throws Exception {
        TestExtender echo = echo();
        assertEquals(1, call("hello"));
        assertEquals(2, call(""));
        assertEquals("2", stat(echo, "requests"));
    }

    @Test
    void shouldNotAnswerMoreThanTheOperatorAllows() throws Exception {
        echo().set(Echo.LARGEST, "4");
        assertEquals(1, call("four"));
        RefusedException refused = assertThrows(RefusedException.class, () -> call("fives"));
        assertEquals(Reason.FAILED, refused.reason());
        assertEquals(2, call(""), "what was refused is not counted");
    }

    @Test
    void shouldCountOnWhereTheVersionBeforeWas() throws Exception {
        TestExtender echo = echo();
        for (int i = 1; i <= 5; i++) {
            assertEquals(i, call("x"));
        }
        echo.update("1.1.0", Echo::new);
        assertEquals(6, call("x"));
        echo.update("1.0.0", Echo::new);
        assertEquals(7, call("x"), "a rollback goes on, too");
    }

    @Test
    void shouldRefuseAStateThatIsNotItsOwn() {
        Echo echo = new Echo();
        echo.start(node.host(SHEET));
        for (byte[] state : List.of(new byte[1], new byte[25], new byte[26], new Tally(0, -1, 0).encode())) {
            assertThrows(IllegalArgumentException.class, () -> echo.importState(state, "9.9.9"));
        }
        echo.importState(new byte[0], "0.9.0");
    }

    @Test
    void shouldKeepTheSumOfAllStarts() throws Exception {
        TestExtender echo = echo();
        call("a");
        call("b");
        network.advance(KEPT_MS);
        call("c");
        echo.stop();
        echo.start();
        assertEquals("-", stat(echo, "requests of all starts"), "nobody has read it yet");
        call("d");
        network.advance(KEPT_MS);
        assertEquals("4", stat(echo, "requests of all starts"));
        assertEquals("1", stat(echo, "requests"));
    }

    @Test
    void shouldLoseNoMoreThanTheLastSecondsByACrash() throws Exception {
        TestExtender echo = echo();
        call("a");
        network.advance(KEPT_MS);
        call("b");
        echo.restart();
        network.advance(KEPT_MS);
        assertEquals("1", stat(echo, "requests of all starts"));
    }

    @Test
    void shouldNotCountTwiceWhatItHandedOver() throws Exception {
        TestExtender echo = echo();
        call("a");
        echo.update("1.1.0", Echo::new);
        call("b");
        echo.stop();
        echo.start();
        network.advance(KEPT_MS);
        assertEquals("2", stat(echo, "requests of all starts"));
    }

    @Test
    void shouldGoOnWhenTheStoreIsRevoked() throws Exception {
        TestExtender echo = echo();
        echo.revoke(Permission.STORE_USE);
        call("a");
        network.advance(KEPT_MS);
        assertTrue(echo.log().get(0).contains("store.use is not granted"), echo.log()::toString);
        assertEquals(2, call("b"));
        echo.grant(Permission.STORE_USE);
        network.advance(KEPT_MS);
        assertEquals("2", stat(echo, "requests of all starts"));
    }

    @Test
    void shouldAskAnotherNode() throws Exception {
        echo();
        call("earlier");
        TestExtender here = network.node().install(SHEET, Echo::new);
        assertEquals(
                List.of(List.of("2", "grüße")),
                here.run("call", node.id(), "grüße").rows());
        assertTrue(here.run("nodes").rows().contains(List.of(node.id())));
    }

    @Test
    void shouldSendBackWhatComesOverAStream() throws Exception {
        TestExtender echo = echo();
        byte[] sent = new byte[100_000];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31);
        }
        byte[] back = new byte[sent.length];
        try (Stream stream = stranger.peer().net().dial(new Target(node.id(), Echo.STREAMS), WAIT_MS)) {
            stream.write(sent, 0, sent.length, WAIT_MS);
            stream.end();
            int read = 0;
            while (read < back.length) {
                read += stream.read(back, read, back.length - read, WAIT_MS);
            }
            assertEquals(-1, stream.read(back, 0, 1, WAIT_MS));
        }
        assertArrayEquals(sent, back);
        assertEquals("1", stat(echo, "streams"));
    }
}
