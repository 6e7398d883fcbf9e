package org.qgate.testnet.abuse;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.crypto.HopTarget;
import org.qgate.sim.LoopbackHttpServer;
import org.qgate.testnet.raw.Crowd;
import org.qgate.testnet.raw.RawDirectory;
import org.qgate.testnet.raw.Visitor;
import org.qgate.testnet.raw.Workbench;

/**
 * One relay process under one attack after the other. Each time honest clients come and count how often they are served,
 * and the relay's memory is watched by its own counters and the operating system's.
 */
@Timeout(600)
final class AbuseIT {
    private static final int VISITS = Boolean.getBoolean("qgate.long") ? 60 : 15;
    private static final double SERVED = 0.95;
    /** One wake-up of the loop may bring this much before a bound is looked at again. */
    private static final long SLACK = 1 << 20;

    @TempDir
    private static Path dir;

    private static AttackedRelay relay;
    private static LoopbackHttpServer web;
    private static ServerSocket unread;
    private static DeafServer deaf;
    private static HopTarget hop;
    private static HonestClients honest;

    /** The most that was seen during an attack. */
    private static final class Most {
        long queued;
        long buffered;
        long resident;
    }

    @BeforeAll
    static void start() throws IOException {
        web = LoopbackHttpServer.start();
        unread = new ServerSocket();
        unread.setReceiveBufferSize(4_096);
        unread.bind(new InetSocketAddress("127.0.0.1", 0), 4_096);
        deaf = new DeafServer();
        relay = AttackedRelay.start(dir.resolve("relay"));
        Crowd crowd = new Crowd(new Workbench(), relay.target());
        Visitor first = crowd.link("127.0.8.250");
        Duration patience = Duration.ofSeconds(60);
        assertTrue(crowd.pump(first::isLinked, patience), "a link before any attack");
        RawDirectory directory = new RawDirectory(first.link());
        assertTrue(crowd.pump(directory::isComplete, patience), "the directory before any attack");
        hop = directory.hop(relay.target().link().nodeId());
        honest = new HonestClients(crowd, hop, web.port());
        first.leave();
    }

    @AfterAll
    static void stop() throws IOException {
        honest.close();
        relay.close();
        deaf.close();
        unread.close();
        web.close();
    }

    /** Attacks while honest clients come; returns what was seen. */
    private Most under(String name, Attack attack) throws IOException {
        return under(name, attack, look -> true);
    }

    /** The same; honest clients come once the attack has got so far. */
    @SuppressWarnings("try") // the attacker works beside what the block does
    private Most under(String name, Attack attack, Predicate<AttackedRelay.Look> effective) throws IOException {
        Most most = new Most();
        int visitsBefore = honest.visits();
        int failuresBefore = honest.failures().size();
        try (Attacker attacker = new Attacker(relay.target(), attack)) {
            await(name + " has an effect", effective);
            for (int i = 0; i < VISITS; i++) {
                honest.visit();
                look(most);
            }
        }
        int failed = honest.failures().size() - failuresBefore;
        int visits = honest.visits() - visitsBefore;
        System.out.printf(
                Locale.ROOT,
                "abuse: %-14s %d of %d honest clients served, median so far %.0f ms; most seen: queues %d of %d KiB, "
                        + "buffers %d of %d KiB, resident %d MB%n",
                name,
                visits - failed,
                visits,
                honest.medianMs(),
                most.queued >> 10,
                AttackedRelay.MEMORY_MIB << 10,
                most.buffered >> 10,
                AttackedRelay.BYTE_BUDGET >> 10,
                most.resident / 1_000_000);
        assertAll(
                name,
                () -> assertTrue(visits - failed >= SERVED * visits, () -> "served; not: " + honest.failures()),
                () -> assertTrue(most.queued <= (AttackedRelay.MEMORY_MIB << 20) + SLACK, "queues"),
                () -> assertTrue(most.buffered <= AttackedRelay.BYTE_BUDGET + SLACK, "buffers"),
                () -> assertTrue(relay.alive(), "the process lives"));
        return most;
    }

    private static AttackedRelay.Look await(String what, Predicate<AttackedRelay.Look> condition) throws IOException {
        long endNs = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        AttackedRelay.Look look = relay.look();
        while (!condition.test(look)) {
            AttackedRelay.Look last = look;
            assertTrue(System.nanoTime() - endNs < 0, () -> "not in time: " + what + ": " + last);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            look = relay.look();
        }
        return look;
    }

    private static void look(Most most) throws IOException {
        AttackedRelay.Look look = relay.look();
        most.queued = Math.max(most.queued, look.queuedBytes());
        most.buffered = Math.max(most.buffered, look.bufferedBytes());
        most.resident = Math.max(most.resident, look.residentBytes());
    }

    @Test
    void shouldServeHonestClientsWhateverOthersDo() throws IOException {
        long heapBefore = relay.heapBytes();
        long residentBefore = relay.look().residentBytes();
        silence();
        LinkedAttack slow = LinkedAttacks.slowReaders(hop, web.port());
        under("slow readers", slow, look -> look.bufferedBytes() > AttackedRelay.BYTE_BUDGET / 2);
        under("unread answers", LinkedAttacks.unreadAnswers());
        under("circuit flood", LinkedAttacks.circuitFlood(hop), look -> look.circuits() > 1_000);
        under("bad cells", LinkedAttacks.badCells(hop));
        under("rekey flood", LinkedAttacks.rekeyFlood());
        under("padding flood", LinkedAttacks.paddingFlood());
        under("unread uploads", LinkedAttacks.unreadUploads(hop, unread.getLocalPort()));
        stuffed();
        recovered(heapBefore, residentBefore);
    }

    /** [SCHED-4]: the bound on what waits in queues is reached again and again, and whoever fills them loses circuits. */
    private void stuffed() throws IOException {
        long cap = (long) AttackedRelay.MEMORY_MIB << 20;
        long endedBefore = relay.look().overLimit();
        Most most = under(
                "queue stuffing",
                LinkedAttacks.queueStuffing(hop, deaf.port()),
                look -> look.overLimit() > endedBefore && look.queuedBytes() > cap / 2);
        System.out.printf(
                Locale.ROOT,
                "abuse: %d circuits ended at the bound; most of it seen in use: %d %%%n",
                relay.look().overLimit() - endedBefore,
                100 * most.queued / cap);
    }

    /** [PROBE-1]: who cannot prove that he knows the relay's keys hears nothing; who can hears message 2. */
    private void silence() throws IOException {
        HalfOpenFlood flood = new HalfOpenFlood();
        under("half-open flood", flood);
        System.out.println("abuse: " + flood.connections() + " connections that never became links");
        for (HalfOpenFlood.Kind kind : HalfOpenFlood.Kind.values()) {
            System.out.println(
                    "abuse:   " + kind + ": " + flood.begun(kind) + ", " + flood.heard(kind) + " bytes heard");
            assertTrue(flood.begun(kind) > 20, () -> kind + " was tried");
            if (kind != HalfOpenFlood.Kind.WHOLE_MESSAGE_1) {
                assertEquals(0, flood.heard(kind), () -> "bytes sent to an unauthenticated peer: " + kind);
            }
        }
        assertEquals(0, flood.otherAnswers(), "answers that are neither nothing nor message 2");
        assertTrue(flood.heard(HalfOpenFlood.Kind.WHOLE_MESSAGE_1) > 0, "the flood did reach the handshake");
    }

    /** Nothing of the attacks stays. */
    private void recovered(long heapBefore, long residentBefore) throws IOException {
        AttackedRelay.Look look = await(
                "nothing stays", now -> now.links() + now.circuits() + now.queuedBytes() + now.bufferedBytes() == 0);
        long heapAfter = relay.heapBytes();
        System.out.printf(
                "abuse: %d honest attempts, %d failed; heap %d -> %d MB, resident %d -> %d MB; %s%n",
                honest.visits(),
                honest.failures().size(),
                heapBefore / 1_000_000,
                heapAfter / 1_000_000,
                residentBefore / 1_000_000,
                look.residentBytes() / 1_000_000,
                look.counters());
        assertTrue(honest.visits() >= 100, "attempts");
        assertTrue(heapAfter - heapBefore < 24_000_000, "living objects are gone: " + heapBefore + " -> " + heapAfter);
    }
}
