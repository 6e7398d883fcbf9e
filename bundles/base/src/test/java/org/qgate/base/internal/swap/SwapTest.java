package org.qgate.base.internal.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.update.UpdateStep;
import org.qgate.base.internal.work.NamedThreads;
import org.qgate.base.internal.work.SystemClock;

/** A hand-over ends with one part in office and all of the state, whatever fails on the way ([HAND-2], [HAND-3]). */
@Timeout(30)
final class SwapTest {
    /** Long enough for a busy machine to do nothing, short enough to wait for four steps that hang. */
    private static final Bounds SHORT = new Bounds(2_000, 2_000, 2_000, 2_000, 2_000, 2_000, 2_000);

    private final TestGate gate = new TestGate();
    private final TestPart old = new TestPart("org.qgate.crypto", "1", gate);
    private final TestPart next = new TestPart("org.qgate.crypto", "2", gate);
    private final TestPart user = new TestPart("org.qgate.kernel", "1", gate);
    private final Swap swap =
            new Swap(old, next, List.of(user), SHORT, new SystemClock(), new NamedThreads("test-step"));

    SwapTest() {
        old.state = "keys";
        user.state = "links";
        old.inOffice = true;
        user.inOffice = true;
    }

    @AfterEach
    void shouldHaveOpenedTheGate() {
        assertFalse(gate.closed);
        assertEquals(1, gate.closings);
    }

    @Test
    void shouldHandOverWithThoseAround() {
        assertEquals(Swap.End.DONE, swap.run(gate));
        assertEquals(List.of("adopt", "commit"), next.calls);
        assertEquals(List.of("freeze", "leave"), old.calls);
        assertEquals(List.of("freeze", "adopt", "commit"), user.calls);
        assertEquals("keys", next.state);
        assertEquals("links", user.state);
        assertTrue(next.inOffice && user.inOffice && !old.inOffice);
        assertEquals("", swap.error());
        assertEquals(
                List.of(UpdateStep.FREEZE, UpdateStep.ADOPT, UpdateStep.COMMIT),
                List.copyOf(swap.micros().keySet()));
        assertEquals(1_000, swap.closedMicros());
    }

    private void assertZeroed() {
        for (int i = 0; i < old.given.capacity(); i++) {
            assertEquals(0, old.given.get(i));
        }
    }

    @Test
    void shouldCarrySecretsToTheNewOneBeforeItAdopts() {
        old.secret = "open sesame";
        assertEquals(Swap.End.DONE, swap.run(gate));
        assertEquals(List.of("entrust", "adopt", "commit"), next.calls);
        assertEquals("open sesame", next.secret);
        assertZeroed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"entrust", "adopt", "commit"})
    void shouldGiveSecretsBackWhenTheNewOneFails(String step) {
        old.secret = "open sesame";
        next.failsAt = step;
        assertBack();
        assertEquals("open sesame", old.secret);
        assertZeroed();
    }

    @Test
    void shouldZeroSecretsThatNobodyMayUseAgain() {
        old.secret = "open sesame";
        next.writesAt = "commit";
        next.failsAt = "commit";
        assertEquals(Swap.End.LOST, swap.run(gate));
        assertEquals("", old.secret);
        assertZeroed();
    }

    private void assertBack() {
        assertEquals(Swap.End.BACK, swap.run(gate), swap.error());
        assertTrue(old.inOffice && user.inOffice && !next.inOffice);
        assertEquals("keys", old.state);
        assertEquals("links", user.state);
        assertEquals("leave", next.calls.get(next.calls.size() - 1));
        assertTrue(swap.lost().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"adopt", "commit"})
    void shouldGoOnWithTheOldOneWhenTheNewOneThrows(String step) {
        next.failsAt = step;
        assertBack();
        assertTrue(swap.error().contains("fails at " + step), swap.error());
    }

    @ParameterizedTest
    @ValueSource(strings = {"adopt", "commit"})
    void shouldGoOnWithTheOldOneWhenTheNewOneHangs(String step) {
        next.hangsAt = step;
        assertBack();
        assertTrue(swap.error().contains("did not end within 2000 ms"), swap.error());
    }

    @Test
    void shouldGoBackWhenThoseAroundCannotWorkWithTheNewOne() {
        user.failsAt = "adopt";
        assertEquals(Swap.End.LOST, swap.run(gate));
        assertEquals(List.of(user), swap.lost(), "it fails with the old one as well");
        assertTrue(old.inOffice && !next.inOffice);
        assertEquals("keys", old.state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"adopt", "commit"})
    void shouldCloseLinksWhenTheNewOneWroteBeforeItFailed(String step) {
        next.writesAt = step;
        next.failsAt = "commit";
        assertEquals(Swap.End.LOST, swap.run(gate));
        assertEquals(List.of(user, old), swap.lost(), "nobody may use the old keys again");
        assertFalse(old.inOffice || next.inOffice || user.inOffice);
        assertFalse(old.calls.contains("adopt"));
    }

    @Test
    void shouldLoseOnlyWhatDidNotFreeze() {
        old.failsAt = "freeze";
        assertEquals(Swap.End.LOST, swap.run(gate));
        assertEquals(List.of(old), swap.lost());
        assertTrue(user.inOffice);
        assertEquals("links", user.state);
    }

    @Test
    void shouldNotMindAnOldOneThatLeavesBadly() {
        old.failsAt = "leave";
        assertEquals(Swap.End.DONE, swap.run(gate));
        assertTrue(next.inOffice);
        assertTrue(swap.error().contains("leave"), swap.error());
    }
}
