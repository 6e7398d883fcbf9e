package org.qgate.crypto.internal.vault;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.primitive.Argon2;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Hkdf;
import org.qgate.crypto.internal.primitive.KeyWrap;

/**
 * The header's bytes (docs/vault.md). A checksum tells damage apart from a wrong key before any key is known; a MAC under
 * the key-encryption key tells who wrote it.
 */
final class HeaderForm {
    /** Largest file that is read; the largest header has some 7.5 KiB. */
    static final int LARGEST = 16 * 1024;

    static final int ID = 16;
    static final int SALT = 32;
    static final int KEY = 32;
    private static final byte[] MAGIC = "QGVAULT\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MAC_INFO = "qgate 1 vault header".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int DAILY = 1;
    private static final int RECOVERY = 2;
    private static final int WRAPPED = KeyWrap.wrapped(KEY);

    private HeaderForm() {}

    /** Returns the file's content, authenticated under the key-encryption key. */
    static byte[] write(Header header, byte[] kek) {
        WireWriter out = new WireWriter(512)
                .bytes(MAGIC)
                .u16(VERSION)
                .bytes(header.id())
                .i64(header.revision())
                .i64(header.createdMs())
                .u8(header.slots().size());
        header.slots().forEach(slot -> write(out, slot));
        out.u16(header.epochs().size());
        header.epochs()
                .forEach(epoch -> out.i64(epoch.number()).i64(epoch.createdMs()).bytes(epoch.wrapped()));
        out.bytes(mac(out.toBytes(), kek));
        return out.bytes(Hkdf.sha256(out.toBytes())).toBytes();
    }

    private static void write(WireWriter out, Header.Slot slot) {
        out.u8(slot.recovery() ? RECOVERY : DAILY)
                .bytes(slot.keyName())
                .u8(slot.stretching().isPresent() ? 1 : 0)
                .u32(slot.stretching().map(Argon2::memoryKib).orElse(0))
                .u32(slot.stretching().map(Argon2::passes).orElse(0))
                .u8(slot.stretching().map(Argon2::lanes).orElse(0))
                .bytes(slot.salt())
                .bytes(slot.wrapped());
    }

    /**
     * Reads a header that nobody has authenticated yet.
     *
     * @throws QGateException QG-VLT-0005 when damaged, QG-VLT-0011 when newer
     */
    static Header read(byte[] file) {
        try {
            WireReader in = new WireReader(file);
            if (!Arrays.equals(in.bytes(MAGIC.length), MAGIC)) {
                throw VaultRefusals.damaged("does not begin as one");
            }
            int version = in.u16();
            if (version > VERSION) {
                throw new QGateException(VaultError.TOO_NEW, "the vault's header has version " + version);
            }
            int body = file.length - Hkdf.HASH;
            if (body < 0 || !Bytes.same(Hkdf.sha256(Arrays.copyOf(file, body)), 0, file, body, Hkdf.HASH)) {
                throw VaultRefusals.damaged("has a wrong checksum");
            }
            return read(in);
        } catch (WireException | QGateException malformed) {
            throw malformed instanceof QGateException own && own.code() instanceof VaultError
                    ? own
                    : VaultRefusals.damaged(malformed.getMessage());
        }
    }

    private static Header read(WireReader in) {
        byte[] id = in.bytes(ID);
        long revision = in.i64();
        long created = in.i64();
        List<Header.Slot> slots = new ArrayList<>();
        for (int left = count(in.u8(), 2); left > 0; left--) {
            slots.add(readSlot(in));
        }
        List<Header.Epoch> epochs = new ArrayList<>();
        for (int left = count(in.u16(), Header.MOST_EPOCHS); left > 0; left--) {
            Header.Epoch epoch = new Header.Epoch(in.i64(), in.i64(), in.bytes(WRAPPED));
            if (epoch.number()
                    <= (epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).number())) {
                throw VaultRefusals.damaged("has epochs out of order");
            }
            epochs.add(epoch);
        }
        in.skip(2 * Hkdf.HASH);
        in.finish();
        return new Header(id, revision, created, List.copyOf(slots), List.copyOf(epochs));
    }

    private static int count(int found, int most) {
        if (found < 1 || found > most) {
            throw VaultRefusals.damaged("has " + found + " entries where 1 to " + most + " may be");
        }
        return found;
    }

    private static Header.Slot readSlot(WireReader in) {
        int kind = in.u8();
        byte[] name = in.bytes(KeyFile.NAME);
        int stretched = in.u8();
        int memory = Math.toIntExact(Math.min(in.u32(), Integer.MAX_VALUE));
        int passes = Math.toIntExact(Math.min(in.u32(), Integer.MAX_VALUE));
        int lanes = in.u8();
        if (kind < DAILY || kind > RECOVERY || stretched > 1) {
            throw VaultRefusals.damaged("has a slot of kind " + kind + ", stretched " + stretched);
        }
        Optional<Argon2> stretching =
                stretched == 1 ? Optional.of(new Argon2(memory, passes, lanes)) : Optional.empty();
        return new Header.Slot(kind == RECOVERY, name, stretching, in.bytes(SALT), in.bytes(WRAPPED));
    }

    /** Whether a file that {@link #read} accepted was written by a holder of the key-encryption key. */
    static boolean authentic(byte[] file, byte[] kek) {
        int body = file.length - 2 * Hkdf.HASH;
        return Bytes.same(mac(Arrays.copyOf(file, body), kek), 0, file, body, Hkdf.HASH);
    }

    private static byte[] mac(byte[] body, byte[] kek) {
        byte[] key = Hkdf.expand(kek, MAC_INFO, KEY);
        byte[] mac = Hkdf.hmac(key, body);
        Bytes.wipe(key);
        return mac;
    }
}
