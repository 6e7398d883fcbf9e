package org.qgate.store.internal.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mapdb.volume.Volume;
import org.qgate.store.internal.journal.Place;

/** Who locks the vault leaves no key of the store in memory. */
class IndexWipeTest {
    private static final int PIECE = 4096;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldOverwriteItsKeys(boolean outsideHeap) {
        Index index = Index.of(Collections.emptyIterator(), outsideHeap);
        for (int i = 0; i < 50_000; i++) {
            index.put(IndexKey.of(1, ("secret name " + i).getBytes(UTF_8)), new Place(1, i, 1, i));
        }
        assertTrue(holds(index.memory(), "secret name 4"));
        assertTrue(index.memory().length() > 2 << 20, "several pieces");
        index.wipe();
        assertFalse(holds(index.memory(), "secret name"));
        assertFalse(holds(index.memory(), "name"));
    }

    private static boolean holds(Volume memory, String text) {
        byte[] piece = new byte[PIECE];
        for (long at = 0; at < memory.length(); at += PIECE) {
            memory.getData(at, piece, 0, PIECE);
            if (new String(piece, ISO_8859_1).contains(text)) {
                return true;
            }
        }
        return false;
    }
}
