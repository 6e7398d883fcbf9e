package org.qgate.kernel.handover;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.qgate.common.escrow.Escrow;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimPorts;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimWorld;

/**
 * The hand-over of one node, step by step ([HAND-2]), with at most one fault. Between FREEZE and COMMIT virtual time
 * passes: neighbours, applications and servers go on sending, ending and resetting.
 */
final class HandOver {
    private static final long LONGEST_PAUSE_MS = 120;
    private static final long LATE_MS = 400;
    private static final String OWNER = "org.qgate.kernel";
    private static final int NEWEST = 65_535;

    private final FreezeNetwork network;
    private final SimWorld sim;
    private final SimRandom choice;
    private final Target target;
    private final SimHost host;
    private boolean fragments;

    HandOver(FreezeNetwork network) {
        this.network = network;
        this.sim = network.sim();
        this.choice = network.choice();
        this.target = network.target();
        this.host = target.host();
    }

    /** Whether the state frozen last held part of a message. */
    boolean caughtFragments() {
        return fragments;
    }

    /** Hands over without a fault; returns a copy of the escrow, which nobody may ever use again. */
    byte[] run() {
        Generation next = prepared();
        byte[] escrow = exported();
        byte[] copy = escrow.clone();
        next.adopt(escrow);
        pause();
        commit(next, escrow);
        return copy;
    }

    /** Hands over with a fault. */
    void run(Fault fault) {
        switch (fault) {
            case PREPARE_FAILS -> prepareBroken();
            case BARRIER_ABORTED -> {
                host.hold();
                pause();
                host.letGo();
            }
            case EXPORT_FAILS -> exportUnwritable();
            case ESCROW_TRUNCATED -> refused(escrow -> Arrays.copyOf(escrow, (int) choice.upTo(escrow.length)));
            case WRONG_SCHEMA -> refused(escrow -> new Escrow(OWNER, 2, state(escrow)).encode());
            case ADOPT_THROWS -> refused(HandOver::half);
            case KILLED_BEFORE_COMMIT -> killed();
            case COMMIT_THROWS -> {
                run();
                startAnew();
            }
            case DIES_AFTER_COMMIT -> {
                run();
                long before = target.record().records();
                sim.runUntil("a record was sealed", () -> target.record().records() > before, 60_000);
                startAnew();
            }
        }
    }

    private Generation prepared() {
        Generation next = target.make();
        next.prepare(network.description());
        return next;
    }

    private void pause() {
        sim.run(choice.upTo(LONGEST_PAUSE_MS));
    }

    private Map<String, Object> frozen() {
        host.hold();
        pause();
        Map<String, Object> state = target.running().freeze();
        target.record().frozen(true);
        fragments |= target.running().amidFragments(state);
        pause();
        return state;
    }

    private byte[] exported() {
        return target.running().export(frozen());
    }

    private void commit(Generation next, byte[] escrow) {
        Generation old = target.running();
        target.record().frozen(false);
        next.commit();
        target.running(next);
        Arrays.fill(escrow, (byte) 0);
        host.letGo();
        if (old != next) {
            SimPorts ports = host.ports();
            sim.at(choice.upTo(LATE_MS), () -> late(old, ports));
        }
    }

    /** The old one wakes up late: nothing of what it tries has an effect, and all of it is counted. */
    private static void late(Generation old, SimPorts ports) {
        long before = ports.status().lateCallsRefused();
        int refused = old.lateWrites();
        old.lateSends();
        long counted = ports.status().lateCallsRefused() - before;
        if (counted < refused) {
            throw new AssertionError(refused + " late calls, " + counted + " counted");
        }
    }

    private void prepareBroken() {
        try {
            target.makeBroken();
        } catch (IllegalStateException | LinkageError expected) {
            return; // the running one never heard of it
        }
        throw new AssertionError("bundles without cryptography were prepared");
    }

    private void exportUnwritable() {
        Map<String, Object> state = frozen();
        Map<String, Object> unwritable = new LinkedHashMap<>(state);
        unwritable.put("unwritable", new Object());
        try {
            target.running().export(unwritable);
        } catch (IllegalArgumentException expected) {
            target.running().takeBack(state);
            commit(target.running(), new byte[0]);
            return;
        }
        throw new AssertionError("an object was exported");
    }

    private interface Spoiler {
        byte[] spoil(byte[] escrow);
    }

    /** The new one refuses what it is given: the old one goes on with what it gave. */
    private void refused(Spoiler spoiler) {
        Generation next = prepared();
        byte[] escrow = exported();
        byte[] spoilt = spoiler.spoil(escrow);
        try {
            next.adopt(spoilt);
        } catch (RuntimeException expected) {
            pause();
            target.running().adopt(escrow);
            commit(target.running(), escrow);
            return;
        }
        throw new AssertionError("a spoilt escrow was adopted");
    }

    private static Map<String, Object> state(byte[] escrow) {
        return Escrow.decode(escrow, OWNER, NEWEST).state();
    }

    /** Links are there, circuits are not: the one who adopts finds out when it has rebuilt the links. */
    private static byte[] half(byte[] escrow) {
        Map<String, Object> state = state(escrow);
        state.remove("circuits");
        return new Escrow(OWNER, 1, state).encode();
    }

    private void killed() {
        Generation next = prepared();
        next.adopt(exported());
        pause();
        target.record().frozen(false);
        target.reboot(network.description());
    }

    /** The outcome is not clear: links are closed, nothing of the state is used again. */
    private void startAnew() {
        target.running().die();
        Generation fresh = target.make();
        fresh.join(network.description());
        target.running(fresh);
    }
}
