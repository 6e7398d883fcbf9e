package org.qgate.kernel.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.network.CircuitRequest;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimWorld;

/** One run: a network, its transfers, one hand-over that succeeds and one with a fault, all drawn from the seed. */
final class FreezeRun {
    static final int LINKS = 50;

    private static final long TRANSFERS_BEGIN_WITHIN_MS = 6_000;
    private static final long MOMENT_WITHIN_MS = 8_000;
    /** The bundle that decides gives a request up after two minutes: nothing may last much longer. */
    private static final long OVER_WITHIN_MS = 180_000;
    /** A rekey that a hand-over forgot would close its link after so long ([REKEY-5]). */
    private static final long QUIET_MS = 35_000;

    private final FreezeNetwork network;
    private final SimWorld sim;
    private final SimRandom choice;
    private final HandOver handOver;
    private final Fault fault;
    private final Set<Moment> caught = EnumSet.noneOf(Moment.class);
    private final Set<Long> linksBefore = new HashSet<>();
    private int links;
    private long underWay;

    FreezeRun(long seed) {
        fault = Fault.values()[Math.floorMod(seed, Fault.values().length)]; // each as often as any other
        network = new FreezeNetwork(seed);
        sim = network.sim();
        choice = network.choice();
        handOver = new HandOver(network);
    }

    /** Runs it to its end and checks everything. */
    void run() {
        network.start();
        network.beginTransfers(TRANSFERS_BEGIN_WITHIN_MS);
        sim.run(500 + choice.upTo(1_500));
        boolean faultFirst = !fault.closesLinks() && choice.upTo(2) == 0;
        freezeAtAMoment(faultFirst);
        sim.run(choice.upTo(2_000));
        freezeAtAMoment(!faultFirst);
        sim.runUntil(
                "all transfers are over",
                () -> network.transfers().stream().allMatch(Transfer::isOver),
                OVER_WITHIN_MS);
        if (!fault.closesLinks()) { // else one that was at the target may have gone with it
            sim.runUntil("all calls are over", () -> network.calls().stream().allMatch(Call::isOver), OVER_WITHIN_MS);
        }
        check();
        checkAfterwards();
    }

    /** Nothing of what was handed over is left behind, and no link is lost. */
    private void checkAfterwards() {
        Generation target = network.target().running();
        network.transfers().forEach(Transfer::close);
        sim.run(QUIET_MS);
        assertEquals(0, target.streams(), "streams are left over");
        if (!fault.closesLinks()) {
            Set<Long> lost = new HashSet<>(linksBefore);
            lost.removeAll(target.links());
            assertEquals(Set.of(), lost, "links were lost");
        }
        assertEquals(List.of(), network.target().record().violations());
    }

    private void freezeAtAMoment(boolean faulty) {
        Moment moment = Moment.values()[(int) choice.upTo(Moment.values().length)];
        if (moment == Moment.HALF_OPEN) {
            network.halfOpen();
        } else if (moment == Moment.BUILDING || moment == Moment.FRAGMENTS) {
            network.target().running().build(new CircuitRequest(3, CellSize.SMALL, List.of()));
        }
        long until = sim.nowMs() + MOMENT_WITHIN_MS;
        if (moment == Moment.ANY) {
            sim.run(choice.upTo(1_000));
        } else {
            sim.runUntil(
                    "moment",
                    () -> sim.nowMs() >= until || network.target().running().amid(moment),
                    2 * MOMENT_WITHIN_MS);
        }
        links = Math.max(links, network.links());
        linksBefore.addAll(network.target().running().links());
        underWay += network.underWay();
        for (Moment each : Moment.values()) {
            if (network.target().running().amid(each)) {
                caught.add(each);
            }
        }
        if (faulty) {
            handOver.run(fault);
        } else {
            handOver.run();
        }
    }

    private void check() {
        if (handOver.caughtFragments()) {
            caught.add(Moment.FRAGMENTS);
        }
        network.transfers().forEach(Transfer::checkBytes);
        List<Transfer> failed = network.transfers().stream()
                .filter(transfer -> !transfer.isComplete())
                .toList();
        assertTrue(fault.closesLinks() || failed.isEmpty(), () -> "failed without a reason: " + failed);
        network.calls().forEach(Call::checkBytes);
        List<Call> cutOff =
                network.calls().stream().filter(call -> !call.isComplete()).toList();
        assertTrue(fault.closesLinks() || cutOff.isEmpty(), () -> "calls failed without a reason: " + cutOff);
        SealRecord record = network.target().record();
        assertEquals(List.of(), record.violations());
        assertTrue(record.records() > 0 && record.cells() > 0, "the target carried traffic");
        assertTrue(links >= LINKS, () -> links + " links");
    }

    long trace() {
        return sim.traceHash();
    }

    Fault fault() {
        return fault;
    }

    Set<Moment> caught() {
        return caught;
    }

    @Override
    public String toString() {
        List<Transfer> failed =
                network.transfers().stream().filter(Transfer::hasFailed).toList();
        SealRecord record = network.target().record();
        return fault + " at " + network.target().host().address() + ", " + links + " links, " + underWay
                + " under way, target's "
                + network.target().running().links().size() + ", caught " + caught + ", " + failed.size()
                + " transfers failed " + failed + ", "
                + record.records() + " records and " + record.cells() + " cells recorded, " + sim.nowMs() + " ms, "
                + sim.events() + " events, trace " + Long.toHexString(trace());
    }
}
