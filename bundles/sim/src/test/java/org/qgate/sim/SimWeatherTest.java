package org.qgate.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.Role;

/** What weather, cuts and drifting clocks do to connections, and that a seed repeats all of it. */
final class SimWeatherTest {
    private static final Endpoint SERVER = Endpoint.parse("10.0.0.2:80").orElseThrow();
    private static final int BYTES = 400_000;

    private final SimWorld world = new SimWorld(20_261_120L);
    private final SimHost one = world.host("10.0.0.1");
    private final SimHost two = world.host("10.0.0.2");
    private final SimPeer client = new SimPeer(one);
    private final SimPeer server = new SimPeer(two);

    private SimSocket connect() {
        server.listen(SERVER);
        SimSocket socket = client.dial(SERVER);
        world.runUntil("connected", socket::isOpen, 60_000);
        return socket;
    }

    /** Sends bytes through a server that returns them; returns how long that took. */
    private long echoMs(SimSocket socket) {
        byte[] data = new SimRandom(5).bytes(BYTES);
        long began = world.nowMs();
        socket.take();
        long before = socket.count();
        socket.send(data);
        world.runUntil("echo", () -> socket.count() - before == BYTES, 600_000);
        assertArrayEquals(data, socket.take());
        return world.nowMs() - began;
    }

    @Test
    void shouldBeLateAndNeverWrongWhenSegmentsAreLost() {
        server.echo();
        SimSocket socket = connect();
        long calm = echoMs(socket);
        world.weather(SimWeather.CALM.withLoss(100_000));
        long lossy = echoMs(socket);
        assertTrue(lossy >= calm + 200, lossy + " ms, in calm weather " + calm + " ms");
    }

    @Test
    void shouldDrawTheTailOfDelaysFromAnExponentialDistribution() {
        SimWeather weather = SimWeather.CALM.withTailMs(50);
        SimRandom random = new SimRandom(3);
        long sum = 0;
        int beyondTwice = 0;
        for (int i = 0; i < 100_000; i++) {
            long late = weather.lateNs(random, SimWeather.SEGMENT_AGAIN_NS);
            assertTrue(late >= 0 && late <= 500_000_000, "" + late);
            sum += late;
            beyondTwice += late > 100_000_000 ? 1 : 0;
        }
        assertEquals(50, sum / 100_000 / 1_000_000.0, 1);
        assertEquals(Math.exp(-2), beyondTwice / 100_000.0, 0.005);
    }

    @Test
    void shouldResetBothEndsWhenABoxOnTheWayDoes() {
        SimSocket socket = connect();
        world.runUntil("accepted", () -> server.accepted().size() == 1, 1_000);
        world.weather(one, two, SimWeather.CALM.withReset(1_000_000));
        socket.send(new byte[] {1});
        world.run(100);
        assertEquals(CloseReason.RESET, socket.closed());
        assertEquals(CloseReason.RESET, server.accepted().get(0).closed());
    }

    @Test
    void shouldPassNothingOneWayAndAWindowTheOther() {
        SimSocket socket = connect();
        world.run(100);
        SimSocket far = server.accepted().get(0);
        world.cutOneWay(one, two);
        socket.send(new byte[1_000]);
        far.send(new byte[1_000_000]);
        world.run(60_000);
        assertEquals(0, far.count());
        assertEquals(SimStream.WINDOW, socket.count(), "no acknowledgement comes back");
        world.heal(one, two);
        world.run(1_000);
        assertEquals(1_000, far.count());
        assertEquals(1_000_000, socket.count());
    }

    @Test
    void shouldConnectWhenACutIsHealedInTime() {
        server.listen(SERVER);
        world.partition(List.of(one), List.of(two));
        SimSocket socket = client.dial(SERVER);
        world.run(5_000);
        assertTrue(!socket.isOpen() && socket.failure() == null);
        world.healAll();
        world.run(5_000);
        assertTrue(socket.isOpen(), "a request sent 7 s after the first one gets through");
    }

    @Test
    void shouldForgetConnectionsThatAreSevered() {
        SimSocket socket = connect();
        world.run(100);
        world.sever(two, one);
        world.run(1);
        assertEquals(CloseReason.RESET, socket.closed());
        assertEquals(CloseReason.RESET, server.accepted().get(0).closed());
        SimSocket next = client.dial(SERVER);
        world.run(100);
        assertTrue(next.isOpen());
    }

    @Test
    void shouldMeasureByItsOwnOscillator() {
        one.clockDriftPpm(100_000);
        two.clockDriftPpm(-100_000);
        long wall = one.clock().wallMs();
        List<Long> fired = new ArrayList<>();
        one.scheduler().schedule("fast", 10_000, 0, () -> fired.add(world.nowMs()));
        two.scheduler().schedule("slow", 10_000, 0, () -> fired.add(world.nowMs()));
        world.run(20_000);
        assertEquals(List.of(9_090L, 11_111L), fired);
        assertEquals(22_000, one.clock().wallMs() - wall);
        long before = one.clock().monoNs();
        one.clockDriftPpm(0);
        assertEquals(before, one.clock().monoNs(), "a clock that is put right does not jump");
    }

    @Test
    void shouldLetAnswersOfResolversOvertakeEachOther() {
        SimHost host = world.host("10.0.0.9");
        List<String> told = new ArrayList<>();
        Lease lease = host.ports().claim(Role.DPN, new TellingHandler(told, 1));
        lease.open();
        world.weather(SimWeather.CALM.withLoss(200_000).withTailMs(100));
        List<String> asked = new ArrayList<>();
        for (int i = 10; i < 60; i++) {
            host.names().put("name.example", IpAddress.parse("10.1.1." + i).orElseThrow());
            lease.resolve("name.example", "");
            asked.add("resolved [10.1.1." + i + "] NONE");
        }
        world.run(200_000);
        assertNotEquals(asked, told);
        assertEquals(asked, told.stream().sorted().toList());
    }

    @Test
    void shouldHashEqualRunsAlikeAndOthersNot() {
        assertEquals(trace(7, 1, 0), trace(7, 1, 0));
        assertNotEquals(trace(7, 1, 0), trace(8, 1, 0));
        assertNotEquals(trace(7, 1, 0), trace(7, 2, 0), "another byte");
        assertNotEquals(trace(7, 1, 0), trace(7, 1, 1), "another time");
    }

    private static long trace(long seed, int content, long pauseMs) {
        SimWorld world = new SimWorld(seed);
        world.defaultLink(SimLink.ofMs(5, 5));
        world.weather(SimWeather.CALM.withLoss(50_000).withTailMs(3));
        SimPeer server = new SimPeer(world.host("10.0.0.2"));
        SimPeer client = new SimPeer(world.host("10.0.0.1"));
        server.listen(SERVER);
        SimSocket socket = client.dial(SERVER);
        world.runUntil("connected", socket::isOpen, 60_000);
        world.run(pauseMs);
        byte[] data = new byte[200_000];
        data[150_000] = (byte) content;
        socket.send(data);
        world.run(60_000);
        return world.traceHash();
    }

    @Test
    void shouldSayHowToRunAFailingSeedAgain() {
        List<Long> ran = new ArrayList<>();
        AssertionError failed = assertThrows(
                AssertionError.class,
                () -> SimSeeds.each(5, 5, seed -> {
                    ran.add(seed);
                    assertTrue(seed < 3);
                }));
        assertEquals(List.of(1L, 2L, 3L), ran);
        assertTrue(failed.getMessage().startsWith("seed 3 failed, -Dqgate.sim.seed=3 repeats it"), failed.getMessage());
        assertNull(System.getProperty(SimSeeds.ONE), "this test sets nothing");
    }
}
