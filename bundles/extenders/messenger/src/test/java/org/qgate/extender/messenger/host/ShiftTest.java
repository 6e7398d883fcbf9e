package org.qgate.extender.messenger.host;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qgate.ext.Permission;
import org.qgate.ext.store.Space;
import org.qgate.ext.testkit.Sheet;
import org.qgate.ext.testkit.TestNetwork;
import org.qgate.extender.messenger.store.NotOurTurnException;

/** Two versions never change the store both. */
final class ShiftTest {
    private final TestNetwork network = TestNetwork.byHand();
    private final Space space = network.node()
            .host(Sheet.of("org.example.shift").grant(Permission.STORE_USE))
            .space();
    private final Shift old = new Shift(space, new byte[] {1});
    private final Shift next = new Shift(space, new byte[] {2});

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void shouldBeginAtOnceWhereThereIsNobody() {
        old.begin(0);
        assertDoesNotThrow(old::check);
    }

    @Test
    void shouldWaitWhileTheOldOneAnswers() {
        old.begin(0);
        next.begin(0);
        for (long ms = 0; ms < 60_000; ms += 500) {
            assertTrue(old.look(ms));
            assertFalse(next.look(ms));
            assertThrows(NotOurTurnException.class, next::check);
        }
        assertDoesNotThrow(old::check);
    }

    @Test
    void shouldTakeOverFromWhoWasKilled() {
        old.begin(0);
        next.begin(0);
        boolean on = false;
        for (long ms = 0; ms <= 3_000; ms += 500) {
            on = next.look(ms);
        }
        assertTrue(on);
        assertThrows(NotOurTurnException.class, old::check);
    }

    @Test
    void shouldBeHandedOver() {
        old.begin(0);
        next.begin(0);
        old.give(100);
        assertThrows(NotOurTurnException.class, old::check);
        next.claim();
        assertDoesNotThrow(next::check);
        old.over();
        next.end();
        Shift third = new Shift(space, new byte[] {3});
        third.begin(200);
        assertDoesNotThrow(third::check);
    }

    @Test
    void shouldGoOnWhenNothingCameOfTheHandOver() {
        old.begin(0);
        next.begin(0);
        old.give(100);
        next.claim();
        old.claim();
        assertDoesNotThrow(old::check, "it is called, so it is in office still");
        assertThrows(NotOurTurnException.class, next::check);
    }

    @Test
    void shouldGoOnByItselfWhenNobodyTookOver() {
        old.begin(0);
        old.give(100);
        boolean on = false;
        for (long ms = 0; ms <= 20_000; ms += 500) {
            on = old.look(ms);
        }
        assertTrue(on);
    }
}
