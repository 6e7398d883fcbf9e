package org.qgate.crypto.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Field;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.qgate.crypto.internal.primitive.Ciphers;

/** The keystream against the same composed by hand. */
class KeystreamLaneTest {
    private static final byte[] KEY = new byte[32];

    private static byte[] taken(KeystreamLane lane, int length) {
        byte[] out = new byte[length];
        lane.mask(out, 0, length);
        return out;
    }

    /** Each key makes the next one, then 4,096 bytes, and is gone. */
    @Test
    void shouldMakeTheNextKeyFirst() throws GeneralSecurityException {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        byte[] key = KEY;
        while (expected.size() < 20_000) {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
            byte[] made = cipher.doFinal(new byte[32 + 4_096]);
            key = Arrays.copyOf(made, 32);
            expected.write(made, 32, 4_096);
        }
        assertArrayEquals(
                Arrays.copyOf(expected.toByteArray(), 20_000),
                taken(new KeystreamLane(Ciphers.standard(), KEY), 20_000));
    }

    @Test
    void shouldGiveTheSameStreamInPieces() {
        KeystreamLane lane = new KeystreamLane(Ciphers.standard(), KEY);
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        for (int length = 0; pieces.size() < 10_000; length = (length + 37) % 1_000) {
            pieces.writeBytes(taken(lane, length));
        }
        assertArrayEquals(taken(new KeystreamLane(Ciphers.standard(), KEY), pieces.size()), pieces.toByteArray());
        assertEquals(pieces.size(), lane.given());
    }

    /** What it gave cannot be read out of it. */
    @Test
    void shouldOverwriteWhatItGave() throws ReflectiveOperationException {
        KeystreamLane lane = new KeystreamLane(Ciphers.standard(), KEY);
        taken(lane, 1_000);
        Field field = KeystreamLane.class.getDeclaredField("stream");
        field.setAccessible(true);
        byte[] kept = (byte[]) field.get(lane);
        assertArrayEquals(new byte[1_000], Arrays.copyOf(kept, 1_000));
    }
}
