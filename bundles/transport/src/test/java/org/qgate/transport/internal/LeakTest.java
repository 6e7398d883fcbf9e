package org.qgate.transport.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs last: no buffer of any test before it may have been left to the garbage collector. */
@Order(Integer.MAX_VALUE)
@Timeout(60)
class LeakTest {
    /** Where the buffer lost on purpose was made, as the detector writes it. */
    static final String CONTROL = "LeakTest.lose";

    @Test
    void shouldHaveReleasedEveryBuffer() {
        assertEquals(ResourceLeakDetector.Level.PARANOID, ResourceLeakDetector.getLevel());
        List<String> before = List.copyOf(LeakRecorder.LEAKS);
        lose();
        Recorder waiting = new Recorder();
        waiting.until("the detector to find the buffer lost on purpose", () -> {
            System.gc();
            PooledByteBufAllocator.DEFAULT.directBuffer(16).release(); // each allocation reports what was found
            return LeakRecorder.LEAKS.size() > before.size();
        });
        List<String> others = LeakRecorder.LEAKS.stream()
                .filter(leak -> !leak.contains(CONTROL))
                .toList();
        assertTrue(others.isEmpty(), () -> "leaked: " + others);
    }

    /** The control: if this one is not found, finding none says nothing. */
    private static void lose() {
        ByteBuf lost = PooledByteBufAllocator.DEFAULT.directBuffer(16);
        lost.touch();
    }
}
