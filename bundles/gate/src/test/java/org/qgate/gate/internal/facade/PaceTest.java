package org.qgate.gate.internal.facade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PaceTest {
    private final HandClock clock = new HandClock();
    private final Pace tenASecond = new Pace(clock, 10, 1_000);

    private int taken() {
        int taken = 0;
        while (tenASecond.take(1)) {
            taken++;
        }
        return taken;
    }

    @Test
    void shouldAllowABurstAndThenTheRate() {
        int burst = taken();
        assertTrue(burst >= 10 && burst <= 11, burst + " at once");
        clock.pass(500);
        assertEquals(5, taken());
        clock.pass(60_000);
        assertEquals(burst, taken(), "what was not used is not saved up");
    }

    @Test
    void shouldLetALargeAmountPassAndTheNextOnePay() {
        assertTrue(tenASecond.take(100));
        assertFalse(tenASecond.take(1));
        clock.pass(8_999);
        assertFalse(tenASecond.take(1));
        clock.pass(2);
        assertTrue(tenASecond.take(1));
    }

    @Test
    void shouldSayHowLongToWaitAndTakeNothingWhenThatIsTooLong() {
        assertTrue(tenASecond.take(20));
        assertEquals(1_000_000_000L, tenASecond.takeWithin(10, 1_000_000_000L));
        assertEquals(-1, tenASecond.takeWithin(10, 1_000_000_000L));
        assertEquals(2_000_000_000L, tenASecond.takeWithin(10, 2_000_000_000L));
    }

    @Test
    void shouldNotOverflow() {
        assertTrue(tenASecond.take(Long.MAX_VALUE));
        assertFalse(tenASecond.take(Long.MAX_VALUE));
        clock.pass(1_000_000);
        assertFalse(tenASecond.take(1));
    }
}
