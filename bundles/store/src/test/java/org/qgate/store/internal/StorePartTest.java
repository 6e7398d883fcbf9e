package org.qgate.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The store as the bedrock sees it. */
class StorePartTest {
    private final List<String> calls = new ArrayList<>();

    private final StorePart part = new StorePart(new StorePart.Office() {
        @Override
        public void checkSettings() {
            calls.add("settings");
        }

        @Override
        public void take() {
            calls.add("take");
        }

        @Override
        public void leave() {
            calls.add("leave");
        }

        @Override
        public void close() {
            calls.add("close");
        }
    });

    @Test
    void shouldLeaveTheDiskBeforeItGivesItsStateAway() {
        part.begin();
        byte[] escrow = part.freeze();
        part.adopt(escrow);
        part.commit();
        part.end();
        assertEquals(List.of("take", "leave", "take", "close"), calls);
    }

    @Test
    void shouldPrepareWithoutTouchingTheDisk() {
        part.prepare();
        assertEquals(List.of("settings"), calls);
    }

    @Test
    void shouldRefuseAStateThatItDoesNotKnow() {
        assertThrows(IllegalArgumentException.class, () -> part.adopt(new byte[] {2}));
    }
}
