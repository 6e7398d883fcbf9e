package org.qgate.ext.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.qgate.ext.Host;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.net.Net;
import org.qgate.ext.net.Stream;
import org.qgate.ext.net.Target;

/** Streams and calls between nodes, here of a node with itself. */
public abstract class NetContract extends Contract {
    private Target target(String protocol) {
        return new Target(tier().node(), protocol);
    }

    private static void echo(Stream stream) {
        byte[] some = new byte[1_000];
        for (int read = stream.read(some, 0, some.length, LONG_MS);
                read >= 0;
                read = stream.read(some, 0, some.length, LONG_MS)) {
            stream.write(some, 0, read, LONG_MS);
        }
        stream.end();
    }

    @Test
    void shouldCallWhoServes() {
        tier().serve("echo/1", (caller, request) -> request);
        Net net = host("a", "echo/1", "none/1").net();
        assertArrayEquals(bytes("hello"), net.call(target("echo/1"), bytes("hello"), LONG_MS));
        assertEquals(List.of(tier().node()), net.nodes("echo/1"));
        refused(Reason.NOT_FOUND, () -> net.call(target("none/1"), bytes("hello"), LONG_MS));
        refused(Reason.NOT_FOUND, () -> net.dial(target("none/1"), LONG_MS));
    }

    @Test
    void shouldRefuseWhatIsOutOfBounds() {
        Net net = host("a", "echo/1").net();
        refused(Reason.INVALID, () -> net.call(new Target("no id", "echo/1"), new byte[1], LONG_MS));
        refused(Reason.INVALID, () -> net.call(target("echo/1"), new byte[(1 << 20) + 1], LONG_MS));
        refused(Reason.INVALID, () -> net.call(target("echo/1"), new byte[1], 0));
        refused(Reason.INVALID, () -> net.call(target("echo/1"), new byte[1], 120_001));
        refused(Reason.INVALID, () -> net.call(target("ECHO"), new byte[1], LONG_MS));
        refused(Reason.INVALID, () -> net.call(null, new byte[1], LONG_MS));
        refused(Reason.INVALID, () -> net.dial(new Target(tier().node(), "echo/1", false, "x".repeat(65)), LONG_MS));
    }

    @Test
    void shouldSayThatTheOtherEndFailed() {
        tier().serve("fail/1", (caller, request) -> {
            throw new IllegalStateException("on purpose");
        });
        refused(Reason.FAILED, () -> host("a", "fail/1").net().call(target("fail/1"), new byte[1], LONG_MS));
    }

    @Test
    void shouldGiveUpInTime() {
        CountDownLatch let = new CountDownLatch(1);
        tier().serve("slow/1", (caller, request) -> {
            let.await(LONG_MS, TimeUnit.MILLISECONDS);
            return request;
        });
        refused(Reason.TIMEOUT, () -> host("a", "slow/1").net().call(target("slow/1"), new byte[1], 100));
        let.countDown();
    }

    @Test
    void shouldMoveBytesBothWays() {
        tier().accept("stream/1", NetContract::echo);
        try (Stream stream = host("a", "stream/1").net().dial(target("stream/1"), LONG_MS)) {
            assertEquals(Optional.of(tier().node()), stream.peer().node());
            byte[] sent = bytes("there and back");
            stream.write(sent, 0, sent.length, LONG_MS);
            byte[] back = new byte[sent.length];
            int read = 0;
            while (read < back.length) {
                read += stream.read(back, read, back.length - read, LONG_MS);
            }
            assertArrayEquals(sent, back);
            refused(Reason.TIMEOUT, () -> stream.read(back, 0, 1, 50));
            stream.end();
            assertEquals(-1, stream.read(back, 0, 1, LONG_MS));
            refused(Reason.INVALID, () -> stream.read(back, 1, back.length, LONG_MS));
            refused(Reason.INVALID, () -> stream.read(null, 0, 1, LONG_MS));
        }
    }

    @Test
    void shouldRefuseAStreamThatWasClosed() {
        tier().accept("stream/1", NetContract::echo);
        Stream stream = host("a", "stream/1").net().dial(target("stream/1"), LONG_MS);
        stream.close();
        stream.close();
        refused(Reason.CLOSED, () -> stream.read(new byte[1], 0, 1, LONG_MS));
        refused(Reason.CLOSED, () -> stream.write(new byte[1], 0, 1, LONG_MS));
    }

    @Test
    void shouldTakeAStreamWithThePermission() {
        tier().accept("stream/1", NetContract::echo);
        Host host = host("a", "stream/1");
        Stream stream = host.net().dial(target("stream/1"), LONG_MS);
        tier().change(host, allowance("a", WIDE, Set.of(Permission.LOG_WRITE)));
        refused(Reason.DENIED, () -> stream.read(new byte[1], 0, 1, LONG_MS));
        tier().change(host, allowance("a", WIDE, "stream/1"));
        refused(Reason.DENIED, () -> stream.read(new byte[1], 0, 1, LONG_MS)); // it was reset
        host.net().dial(target("stream/1"), LONG_MS).close();
    }

    @Test
    void shouldWakeAReaderWhenThePermissionGoes() throws Exception {
        tier().accept("stream/1", NetContract::echo);
        Host host = host("a", "stream/1");
        Stream stream = host.net().dial(target("stream/1"), LONG_MS);
        CountDownLatch reading = new CountDownLatch(1);
        var read = host.tasks().submit(() -> {
            reading.countDown();
            return refused(Reason.DENIED, () -> stream.read(new byte[1], 0, 1, LONG_MS));
        });
        assertTrue(reading.await(LONG_MS, TimeUnit.MILLISECONDS));
        tier().change(host, allowance("a", WIDE, Set.of()));
        assertEquals(Reason.DENIED, read.get(LONG_MS, TimeUnit.MILLISECONDS).reason());
    }

    @Test
    void shouldBoundOpenStreamsAndGiveTheirPlacesBack() {
        tier().accept("stream/1", NetContract::echo);
        Quota two = new Quota(1, 100, 1 << 20, 2, 1_000, 1 << 20, 1_000, 100);
        Net net = tier().host(allowance("a", two, "stream/1", "none/1")).net();
        Stream first = net.dial(target("stream/1"), LONG_MS);
        Stream second = net.dial(target("stream/1"), LONG_MS);
        refused(Reason.LIMIT, () -> net.dial(target("stream/1"), LONG_MS));
        first.close();
        refused(Reason.NOT_FOUND, () -> net.dial(target("none/1"), LONG_MS));
        net.dial(target("stream/1"), LONG_MS).close();
        second.close();
    }

    @Test
    void shouldBoundCallsASecond() {
        tier().serve("echo/1", (caller, request) -> request);
        Quota few = new Quota(1, 100, 1 << 20, 2, 1, 1 << 20, 1_000, 100);
        Net net = tier().host(allowance("a", few, "echo/1")).net();
        refused(Reason.LIMIT, () -> {
            for (int i = 0; i < 10_000; i++) {
                net.call(target("echo/1"), new byte[1], LONG_MS);
            }
        });
    }

    @Test
    void shouldServeInOfficeOnly() {
        Host server = tier().host(allowance("server", WIDE, "own/1").providing("own/1"));
        server.net().serve("own/1", (caller, request) -> bytes(caller.node().orElse("anonymous")));
        Net net = host("a", "own/1").net();
        refused(Reason.NOT_FOUND, () -> net.call(target("own/1"), new byte[1], LONG_MS));
        tier().open(server);
        assertArrayEquals(bytes("anonymous"), net.call(target("own/1"), new byte[1], LONG_MS));
        byte[] named = net.call(new Target(tier().node(), "own/1", true, "other"), new byte[1], LONG_MS);
        assertArrayEquals(bytes(tier().node()), named);
        server.net().serve("own/1", (caller, request) -> bytes("the last one counts"));
        assertArrayEquals(bytes("the last one counts"), net.call(target("own/1"), new byte[1], LONG_MS));
    }

    @Test
    void shouldServeNothingThatItDoesNotProvide() {
        Host server = tier().host(allowance("server", WIDE, "own/1", "other/1").providing("own/1"));
        refused(Reason.DENIED, () -> server.net().serve("other/1", (caller, request) -> request));
        refused(Reason.DENIED, () -> server.net().accept("other/1", stream -> {}));
    }
}
