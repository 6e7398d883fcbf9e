package org.qgate.ext.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.qgate.ext.Host;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.Service;
import org.qgate.ext.net.Net;
import org.qgate.ext.net.Stream;
import org.qgate.ext.net.Target;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.Command.Argument;
import org.qgate.ext.shell.Command.Kind;

/** What tests of extenders can do with nodes that are not there. */
final class TestNetworkTest {
    private static final long WAIT_MS = 30_000;

    private final TestNetwork network = TestNetwork.byHand();
    private final TestNode here = network.node();
    private final TestNode there = network.node();

    @AfterEach
    void close() {
        network.close();
    }

    private static Sheet sheet() {
        return Sheet.of("org.example.counter")
                .provides("count/1")
                .grant(Permission.NET_DIAL, "count/1")
                .grant(Permission.STORE_USE);
    }

    private static String state(TestExtender of) throws Exception {
        return of.run("state").rows().get(0).get(0);
    }

    private static void refused(Reason reason, Executable step) {
        assertEquals(reason, assertThrows(RefusedException.class, step).reason());
    }

    private byte[] call() {
        return here.peer().net().call(new Target(there.id(), "count/1"), new byte[0], WAIT_MS);
    }

    @Test
    void shouldLetTimePassWhileSeveralThreadsWait() throws Exception {
        TestHost host = here.host(sheet());
        int[] ended = new int[2];
        for (int i = 0; i < 2; i++) {
            int which = i;
            host.tasks().submit(() -> {
                for (int turn = 0; turn < 2_000; turn++) {
                    host.tasks().pause(1);
                }
                return ended[which] = 1;
            });
        }
        network.advance(3_000);
        assertEquals(2, ended[0] + ended[1], "each has waited 2,000 times");
    }

    @Test
    void shouldLetExtendersOnTwoNodesDialEachOther() throws Exception {
        TestExtender one = here.install(sheet(), Counter::new);
        TestExtender two = there.install(sheet(), Counter::new);
        assertEquals(Answer.lines(List.of("1")), one.run("ask", there.id()));
        assertEquals(Answer.lines(List.of("2")), one.run("ask", there.id()));
        assertEquals("2 2 0", state(two));
        assertEquals(List.of(here.id(), there.id()), here.peer().net().nodes("count/1"));
    }

    @Test
    void shouldMoveTimeByHandOnly() throws Exception {
        TestExtender one = here.install(sheet(), Counter::new);
        long begin = network.wallMs();
        network.advance(59_999);
        assertEquals("0 0 0", state(one));
        network.advance(1);
        assertEquals("0 0 1", state(one));
        network.advance(3_600_000);
        assertEquals("0 0 61", state(one));
        assertEquals(begin + 3_660_000, network.wallMs());
    }

    @Test
    void shouldLetTimePassWhileATestWaitsForNothingElse() throws Exception {
        TestHost host = here.host(Sheet.of("a"));
        long begin = network.wallMs();
        Callable<Void> sleep = () -> {
            host.tasks().pause(3_600_000);
            return null;
        };
        host.step(sleep, 7_200_000);
        assertEquals(begin + 3_600_000, network.wallMs());
        there.peer().net().serve("slow/1", (caller, request) -> {
            there.peer().tasks().pause(60_000);
            return request;
        });
        Target slow = new Target(there.id(), "slow/1");
        refused(Reason.TIMEOUT, () -> here.peer().net().call(slow, new byte[1], WAIT_MS));
        assertEquals(begin + 3_600_000 + WAIT_MS, network.wallMs());
    }

    @Test
    void shouldRevokeAtOnceAndGiveBack() throws Exception {
        TestExtender one = here.install(sheet(), Counter::new);
        there.install(sheet(), Counter::new);
        one.revoke(Permission.NET_DIAL);
        refused(Reason.DENIED, () -> one.run("ask", there.id()));
        assertEquals(
                1,
                here.uses("org.example.counter").stream()
                        .filter(each -> each.permission() == Permission.NET_DIAL)
                        .findFirst()
                        .orElseThrow()
                        .refusals());
        one.grant(Permission.NET_DIAL, "count/1");
        one.run("ask", there.id());
    }

    @Test
    void shouldKeepTheSpaceOverACrashAndNothingElse() throws Exception {
        TestExtender two = there.install(sheet(), Counter::new);
        call();
        call();
        two.restart();
        assertEquals("0 2 0", state(two));
    }

    @Test
    void shouldCrashAfterAChangeThatIsKept() throws Exception {
        TestExtender two = there.install(sheet(), Counter::new);
        two.host().crashAfterChanges(2);
        call();
        refused(Reason.UNAVAILABLE, this::call);
        assertFalse(two.host().running());
        refused(Reason.NOT_FOUND, this::call);
        two.start();
        assertEquals("0 2 0", state(two));
    }

    @Test
    void shouldStopWhileTheVaultIsLocked() throws Exception {
        TestExtender two = there.install(sheet(), Counter::new);
        call();
        there.lock();
        refused(Reason.NOT_FOUND, this::call);
        there.unlock();
        assertEquals("0 1 0", state(two));
    }

    @Test
    void shouldHandTheStateOverToAnotherVersion() throws Exception {
        TestExtender two = there.install(sheet(), Counter::new);
        call();
        two.update("1.1.0", Counter::new);
        assertEquals("1.1.0", two.host().version());
        assertEquals("1 1 0", state(two));
        call();
        two.update("1.0.0", Counter::new);
        assertEquals("2 2 0", state(two));
    }

    @Test
    void shouldGoOnWithTheOldVersionWhenTheNewOneFails() throws Exception {
        TestExtender two = there.install(sheet(), Counter::new);
        call();
        Service broken = new Service() {
            @Override
            public void start(Host host) {
                host.net().serve("count/1", (caller, request) -> request);
            }

            @Override
            public void importState(byte[] state, String fromVersion) {
                throw new IllegalArgumentException("not mine");
            }
        };
        assertThrows(IllegalArgumentException.class, () -> two.update("2.0.0", () -> broken));
        Service idle = host -> {};
        assertThrows(IllegalStateException.class, () -> two.update("2.0.0", () -> idle), "it provides nothing");
        call();
        assertEquals("2 2 0", state(two));
    }

    @Test
    void shouldLoseRequestsAndResponses() throws Exception {
        TestExtender two = there.install(sheet(), Counter::new);
        network.loseRequests("count/1", 1);
        refused(Reason.UNAVAILABLE, this::call);
        assertEquals("0 0 0", state(two));
        network.loseResponses("count/1", 1);
        refused(Reason.UNAVAILABLE, this::call);
        assertEquals("1 1 0", state(two), "it was served");
        call();
    }

    @Test
    void shouldPartAndJoinNodes() throws Exception {
        there.install(sheet(), Counter::new);
        network.part(here, there);
        refused(Reason.UNAVAILABLE, this::call);
        network.join(here, there);
        call();
        there.listening(false);
        refused(Reason.NOT_FOUND, this::call);
    }

    @Test
    void shouldDelayEachWay() throws Exception {
        there.install(sheet(), Counter::new);
        long begin = network.wallMs();
        network.delay(500);
        call();
        assertEquals(begin + 1_000, network.wallMs());
        network.delay(WAIT_MS + 1);
        refused(Reason.TIMEOUT, this::call);
    }

    @Test
    void shouldLoseAStreamInTheMiddle() throws Exception {
        there.peer().net().accept("stream/1", stream -> {
            byte[] some = new byte[10];
            while (stream.read(some, 0, some.length, WAIT_MS) >= 0) {
                stream.write(some, 0, 1, WAIT_MS);
            }
        });
        Net net = here.peer().net();
        Stream stream = net.dial(new Target(there.id(), "stream/1"), WAIT_MS);
        stream.write(new byte[] {7}, 0, 1, WAIT_MS);
        byte[] back = new byte[1];
        assertEquals(1, stream.read(back, 0, 1, WAIT_MS));
        assertArrayEquals(new byte[] {7}, back);
        network.loseStreams();
        refused(Reason.CLOSED, () -> stream.read(back, 0, 1, WAIT_MS));
        assertEquals(0, there.peer().streams());
    }

    @Test
    void shouldGiveFilesToCommands() throws Exception {
        TestHost host = here.host(Sheet.of("a"));
        Command copy = new Command(
                "copy",
                "Copies a file.",
                List.of(new Argument("FROM", true, "", Kind.READ_FILE), new Argument("TO", true, "", Kind.NEW_FILE)));
        host.commands().offer(copy, (arguments, files) -> {
            files.get("TO").write(files.get("FROM").read(0, 1 << 20));
            return Answer.lines(arguments);
        });
        host.open();
        TestFile to = TestFile.toMake("copy.txt");
        byte[] content = "text".getBytes(StandardCharsets.UTF_8);
        assertEquals(Answer.lines(List.of("a.txt", "copy.txt")), host.run("copy", TestFile.with("a.txt", content), to));
        assertArrayEquals(content, to.written());
    }

    @Test
    void shouldBeginTheSameEachTime() {
        try (TestNetwork same = TestNetwork.byHand();
                TestNetwork other = TestNetwork.byHand(2)) {
            assertEquals(here.id(), same.node().id());
            assertFalse(here.id().equals(other.node().id()));
        }
    }

    @Test
    void shouldSayWhatATaskThrew() throws Exception {
        TestHost host = here.host(Sheet.of("a"));
        host.tasks().run(() -> {
            throw new IllegalStateException("on purpose");
        });
        network.settle();
        assertTrue(here.log("a").get(0).text().contains("on purpose"));
        Future<Integer> good = host.tasks().submit(() -> 7);
        network.settle();
        assertEquals(7, good.get());
    }
}
