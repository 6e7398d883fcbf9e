package org.qgate.testnet.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A search that finds nothing proves something only if it can find. */
class RepeatsTest {
    @Test
    void shouldFindARunThatComesAgainAtAnyOffset() {
        SplittableRandom random = new SplittableRandom(7);
        byte[] one = new byte[100_000];
        byte[] other = new byte[50_003];
        random.nextBytes(one);
        random.nextBytes(other);
        assertEquals(Optional.empty(), Repeats.find(List.of(one, other)));
        for (int offset : new int[] {0, 1, 63, 40_001}) {
            byte[] later = other.clone();
            System.arraycopy(one, 777, later, offset, 72);
            assertTrue(Repeats.find(List.of(one, later)).isPresent(), "offset " + offset);
        }
        assertTrue(Repeats.find(List.of(one, one.clone())).isPresent());
    }
}
