package org.qgate.crypto.internal.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.qgate.crypto.internal.primitive.Bytes;

/**
 * What one version of the vault hands to the next: the key-encryption key, from which the header gives all others, and the
 * key file to be watched. It lies outside the heap; whoever carried it zeroes it.
 *
 * @param kek empty when the vault is locked or absent; to be wiped
 * @param medium null when no key file was named
 * @param latest what the store said last of how far it had come
 */
record VaultEscrow(Optional<byte[]> kek, Medium medium, boolean awaited, String reason, byte[] latest) {
    private static final byte SCHEMA = 1;

    static ByteBuffer write(Held held, byte[] latest) {
        byte[] file = held.medium() == null
                ? new byte[0]
                : held.medium().file().toString().getBytes(StandardCharsets.UTF_8);
        byte[] reason = held.reason().getBytes(StandardCharsets.UTF_8);
        int kek = held.ring() == null ? 0 : HeaderForm.KEY;
        int length = 3 + kek + 4 + file.length + 4 + reason.length + 4 + latest.length;
        ByteBuffer out = ByteBuffer.allocateDirect(length);
        out.put(SCHEMA).put((byte) (held.awaited() ? 1 : 0)).put((byte) kek);
        if (held.ring() != null) {
            byte[] key = held.ring().kek();
            out.put(key);
            Bytes.wipe(key);
        }
        for (byte[] each : new byte[][] {file, reason, latest}) {
            out.putInt(each.length).put(each);
        }
        return out.flip();
    }

    static VaultEscrow read(ByteBuffer escrow) {
        ByteBuffer in = escrow.duplicate();
        if (in.remaining() < 15 || in.get() != SCHEMA) {
            throw new IllegalArgumentException("this version of the vault does not know that escrow");
        }
        boolean awaited = in.get() == 1;
        int length = in.get();
        Optional<byte[]> kek = length == 0 ? Optional.empty() : Optional.of(bytes(in, length));
        String file = text(in);
        return new VaultEscrow(
                kek, file.isEmpty() ? null : Medium.of(Path.of(file)), awaited, text(in), bytes(in, in.getInt()));
    }

    private static String text(ByteBuffer in) {
        return new String(bytes(in, in.getInt()), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("the vault's escrow ends too early");
        }
        byte[] out = new byte[length];
        in.get(out);
        return out;
    }

    void wipe() {
        kek.ifPresent(Bytes::wipe);
    }

    Held locked(Header header) {
        return Held.locked(header, medium, awaited, reason);
    }
}
