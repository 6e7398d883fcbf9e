package org.qgate.qrng.internal.deliver.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.qgate.api.NodeId;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.protocol.Caller;
import org.qgate.qrng.internal.deliver.HandClock;
import org.qgate.qrng.internal.deliver.Party;
import org.qgate.qrng.internal.deliver.Servants;
import org.qgate.qrng.internal.deliver.Words;
import org.qgate.qrng.internal.deliver.pool.Pool;

/** Two servers, two nodes that subscribe to both, a network that loses and repeats, and applications at each of the four. */
final class World {
    private static final int SERVERS = 2;
    private static final int NODES = 2;
    private static final int MOST_BATCH_WORDS = 4_096;

    /** What an application may be told: everything else is a fault. */
    private static final Set<ErrorCode> EXPECTED = Set.of(QrngError.EMPTY, QrngError.CURSOR);

    /** The parties are the same in each world: their keys take long to make. */
    private final List<Party> parties;

    private final Random random;
    private final HandClock clock = new HandClock();
    private final Ledger ledger = new Ledger();
    private final List<Mortal> mortals = new ArrayList<>();
    private final List<Words> devices = new ArrayList<>();
    private byte[] lastAnswer;

    World(List<Party> parties, Random random) {
        this.parties = parties;
        this.random = random;
        for (int i = 0; i < SERVERS + NODES; i++) {
            Party party = parties.get(i);
            boolean node = i >= SERVERS;
            List<NodeId> servers =
                    node ? List.of(parties.get(0).id(), parties.get(1).id()) : List.of();
            Servants network = new Servants(party.id());
            for (int s = 0; s < SERVERS; s++) {
                int server = s;
                network.at(parties.get(s).id(), (caller, request, ms) -> pass(mortals.get(server), caller, request));
            }
            mortals.add(new Mortal(party, clock, ledger, random, servers, network));
            devices.add(new Words("device" + i, i + 1));
        }
    }

    /** Returns who lives in all worlds of a test. */
    static List<Party> parties(HandClock clock) {
        List<Party> parties = new ArrayList<>();
        for (int i = 0; i < SERVERS + NODES; i++) {
            parties.add(Party.of(100 + i, clock));
        }
        return parties;
    }

    /** The network: loses answers, repeats requests, and gives old answers for new ones. */
    private byte[] pass(Mortal server, Caller caller, byte[] request) {
        byte[] answer;
        try {
            answer = server.serve(new Caller(Optional.of(caller.node().orElseThrow()), caller.circuit()), request);
            boolean take = request[1] == 3;
            if (take && answer[1] == 4 && random.nextInt(10) == 0) {
                byte[] again = server.serve(caller, request);
                assertTrue(again[1] == 5, "a request was served twice");
            }
        } catch (Fuse.Killed killed) {
            throw new QGateException(ExtenderError.BROKEN, "the server died");
        }
        if (random.nextInt(20) == 0) {
            throw new QGateException(ExtenderError.BROKEN, "the answer was lost");
        }
        byte[] before = lastAnswer;
        lastAnswer = answer.clone();
        return before != null && random.nextInt(20) == 0 ? before.clone() : answer;
    }

    List<Mortal> mortals() {
        return mortals;
    }

    /** Does something; returns who died of it. */
    Optional<Mortal> step() {
        clock.turn(10);
        int who = random.nextInt(mortals.size());
        Mortal mortal = mortals.get(who);
        try {
            int what = random.nextInt(100);
            if (what < 1) {
                mortal.update();
            } else if (what < 30) {
                make(who, mortal.pool());
            } else if (what < 60) {
                take(mortal);
            } else {
                turn(mortal);
            }
        } catch (Fuse.Killed killed) {
            return Optional.of(mortal);
        }
        return mortals.stream().filter(Mortal::dead).findFirst();
    }

    private void make(int who, Pool pool) {
        try {
            pool.offer(devices.get(who).next(8 * (1 + random.nextInt(MOST_BATCH_WORDS))), 0);
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void take(Mortal mortal) {
        try {
            int count = 8 * (1 + random.nextInt(2 * MOST_BATCH_WORDS));
            byte[] bytes = mortal.pool().take("application", count, false, 0).bytes();
            assertEquals(count, bytes.length);
            ledger.words(mortal.name(), bytes);
        } catch (QGateException refused) {
            assertTrue(EXPECTED.contains(refused.code()), refused.toString());
        }
    }

    private void turn(Mortal mortal) {
        if (mortal.subscribers().isEmpty()) {
            return;
        }
        try {
            mortal.subscribers().get(random.nextInt(SERVERS)).turn();
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Returns how many words came to applications. */
    long delivered() {
        return ledger.delivered();
    }
}
