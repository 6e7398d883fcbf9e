package org.qgate.crypto.internal.vault;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.qgate.api.crypto.RandomSource;
import org.qgate.crypto.internal.primitive.Argon2;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Hkdf;
import org.qgate.crypto.internal.primitive.KeyWrap;

/**
 * Wraps the key-encryption key for the holder of a key file and, if it has one, a passphrase: HKDF over the file's secret
 * and the passphrase stretched by Argon2id, so that neither does without the other.
 */
final class SlotKey {
    private static final byte[] INFO = "qgate 1 vault slot".getBytes(StandardCharsets.US_ASCII);

    private SlotKey() {}

    static Header.Slot make(
            byte[] vault,
            boolean recovery,
            KeyFile file,
            char[] passphrase,
            Argon2 stretching,
            byte[] kek,
            RandomSource random) {
        Optional<Argon2> stretched = isEmpty(passphrase) ? Optional.empty() : Optional.of(stretching);
        byte[] salt = random.bytes(HeaderForm.SALT);
        byte[] key = derive(vault, recovery, file, passphrase, stretched, salt);
        byte[] wrapped = KeyWrap.wrap(key, kek);
        Bytes.wipe(key);
        return new Header.Slot(recovery, file.name(), stretched, salt, wrapped);
    }

    /** Returns the key-encryption key; empty when the secret or the passphrase is wrong. */
    static Optional<byte[]> open(byte[] vault, Header.Slot slot, KeyFile file, char[] passphrase) {
        byte[] key = derive(vault, slot.recovery(), file, passphrase, slot.stretching(), slot.salt());
        Optional<byte[]> kek = KeyWrap.unwrap(key, slot.wrapped()).filter(found -> found.length == HeaderForm.KEY);
        Bytes.wipe(key);
        return kek;
    }

    private static byte[] derive(
            byte[] vault, boolean recovery, KeyFile file, char[] passphrase, Optional<Argon2> stretching, byte[] salt) {
        byte[] stretched = stretching.map(how -> stretch(how, passphrase, salt)).orElseGet(() -> new byte[0]);
        byte[] extracted = Hkdf.extract(salt, file.secret(), stretched);
        byte[] role = {(byte) (recovery ? 1 : 0)};
        byte[] key = Hkdf.expand(extracted, Bytes.join(INFO, vault, file.name(), role), HeaderForm.KEY);
        Bytes.wipe(stretched, extracted);
        return key;
    }

    private static byte[] stretch(Argon2 how, char[] passphrase, byte[] salt) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
        byte[] text = new byte[encoded.remaining()];
        encoded.get(text);
        byte[] stretched = how.derive(text, salt, HeaderForm.KEY);
        Bytes.wipe(text, encoded.array());
        return stretched;
    }

    static boolean isEmpty(char[] passphrase) {
        return passphrase == null || passphrase.length == 0;
    }
}
