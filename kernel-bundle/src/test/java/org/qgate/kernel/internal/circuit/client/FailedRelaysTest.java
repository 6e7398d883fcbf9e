package org.qgate.kernel.internal.circuit.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.kernel.internal.circuit.client.FailedRelays.Suspect;

/** Who failed most is avoided longest. */
final class FailedRelaysTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Suspect ONE = new Suspect(NodeId.parse("1".repeat(64)), false);
    private static final Suspect TWO = new Suspect(NodeId.parse("2".repeat(64)), false);
    private static final Suspect ONE_AS_GUARD = new Suspect(ONE.relay(), true);

    private final FailedRelays failures = new FailedRelays();

    private static Suspect suspect(int number) {
        return new Suspect(NodeId.parse(String.format("%064x", number)), false);
    }

    private List<List<Suspect>> avoidances(long nowNs) {
        return failures.avoidances(nowNs).toList();
    }

    @Test
    void shouldAvoidNothingAtFirst() {
        assertEquals(List.of(List.of()), avoidances(0));
    }

    @Test
    void shouldTryAgainFirstWhatFailedLeastAndLongestAgo() {
        failures.add(ONE, 0);
        failures.add(TWO, 0);
        failures.add(ONE_AS_GUARD, 1);
        failures.add(ONE, 2);
        assertEquals(
                List.of(List.of(TWO, ONE_AS_GUARD, ONE), List.of(ONE_AS_GUARD, ONE), List.of(ONE), List.of()),
                avoidances(3));
    }

    @Test
    void shouldForgetAfterAMinuteWithoutAFailure() {
        failures.add(ONE, 0);
        failures.add(ONE, 30 * SECOND);
        failures.add(TWO, 31 * SECOND);
        assertEquals(List.of(TWO, ONE), avoidances(89 * SECOND).get(0));
        assertEquals(List.of(TWO), avoidances(90 * SECOND).get(0));
        failures.add(ONE, 91 * SECOND);
        assertEquals(List.of(ONE), avoidances(91 * SECOND).get(0), "it starts anew");
    }

    @Test
    void shouldHoldNoMoreThan64() {
        for (int i = 0; i < 70; i++) {
            failures.add(suspect(i), i);
        }
        List<Suspect> all = avoidances(70).get(0);
        assertEquals(64, all.size());
        assertEquals(suspect(6), all.get(0), "the oldest are forgotten");
    }
}
