package org.qgate.common.log;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TraceTest {
    @Test
    void shouldTellPlacesAndNoMessages() {
        Throwable failure = new IllegalStateException("alice", new IllegalArgumentException("bob.example"));
        String text = Trace.of(failure);
        assertTrue(text.startsWith("java.lang.IllegalStateException\n\tat "), text);
        assertTrue(text.contains("\ncaused by java.lang.IllegalArgumentException\n\tat "), text);
        assertTrue(text.contains("shouldTellPlacesAndNoMessages"), text);
        assertFalse(text.contains("alice") || text.contains("bob"), text);
    }

    @Test
    void shouldEndWhateverItsCauses() {
        RuntimeException one = new RuntimeException();
        RuntimeException other = new RuntimeException(one);
        one.initCause(other);
        assertTrue(Trace.of(one).length() < 100_000);
    }
}
