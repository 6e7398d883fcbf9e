package org.qgate.extender.messenger.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in chunks. */
class AttachmentTest {
    private static final int CHUNK = Attachment.CHUNK_BYTES;

    private final Crypto crypto = new Person(51).crypto;

    private byte[] plain(Attachment file, int index) {
        byte[] plain = new byte[file.length(index)];
        Arrays.fill(plain, (byte) (index + 1));
        return plain;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 9L * CHUNK + 5})
    void shouldOpenWhatItSealed(long size) {
        Attachment file = Attachment.decode(Attachment.make(crypto, size).encode());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < file.chunks(); i++) {
            byte[] sealed = file.seal(crypto, i, plain(file, i));
            assertEquals(Attachment.SEALED_BYTES, sealed.length);
            byte[] opened = file.open(crypto, i, sealed).orElseThrow();
            assertArrayEquals(plain(file, i), opened);
            out.writeBytes(opened);
        }
        assertEquals(size, out.size());
    }

    @Test
    void shouldRefuseChunksInAnothersPlace() {
        Attachment file = Attachment.make(crypto, 3L * CHUNK);
        byte[] second = file.seal(crypto, 1, plain(file, 1));
        assertTrue(file.open(crypto, 1, second).isPresent());
        assertEquals(Optional.empty(), file.open(crypto, 0, second));
        assertEquals(Optional.empty(), file.open(crypto, 2, second));
        assertEquals(Optional.empty(), Attachment.make(crypto, 3L * CHUNK).open(crypto, 1, second));
        assertEquals(Optional.empty(), file.open(crypto, 1, Arrays.copyOf(second, second.length - 1)));
        for (int i = 0; i < second.length; i += 509) {
            byte[] forged = second.clone();
            forged[i] ^= 1;
            assertEquals(Optional.empty(), file.open(crypto, 1, forged));
        }
        assertThrows(IllegalArgumentException.class, () -> file.open(crypto, 3, second));
        assertThrows(IllegalArgumentException.class, () -> file.seal(crypto, 0, new byte[1]));
    }

    /** A file that ends earlier is another file: its chunks are not those of the one that was sent. */
    @Test
    void shouldFindOutTruncation() {
        Attachment file = Attachment.make(crypto, 3L * CHUNK);
        Attachment shorter = new Attachment(file.id(), file.key(), 2L * CHUNK);
        for (int i = 0; i < 2; i++) {
            assertEquals(Optional.empty(), shorter.open(crypto, i, file.seal(crypto, i, plain(file, i))));
        }
    }

    @Test
    void shouldTellSizesOnlyInClasses() {
        int before = 0;
        for (int filled = 1; filled <= 1024; filled++) {
            int chunks = Attachment.make(crypto, (long) filled * CHUNK).chunks();
            assertTrue(chunks >= filled && chunks <= filled + filled / 8, filled + " became " + chunks);
            assertTrue(chunks >= before);
            before = chunks;
        }
        assertEquals(1, Attachment.make(crypto, 0).chunks());
        assertEquals(1024, Attachment.make(crypto, Attachment.MOST_BYTES).chunks());
        assertThrows(MalformedException.class, () -> Attachment.make(crypto, Attachment.MOST_BYTES + 1));
    }
}
