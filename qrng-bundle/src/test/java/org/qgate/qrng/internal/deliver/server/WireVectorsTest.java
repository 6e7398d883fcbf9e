package org.qgate.qrng.internal.deliver.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Primitives;
import org.qgate.common.json.Json;
import org.qgate.common.wire.WireException;
import org.qgate.qrng.internal.deliver.HandClock;
import org.qgate.qrng.internal.deliver.Party;
import org.qgate.qrng.internal.deliver.Words;
import org.qgate.qrng.internal.deliver.pool.Slice;
import org.qgate.qrng.internal.deliver.wire.Answered;
import org.qgate.qrng.internal.deliver.wire.Asked;
import org.qgate.qrng.internal.deliver.wire.LeaseKeys;
import org.qgate.qrng.internal.deliver.wire.Refusal;
import org.qgate.qrng.internal.flow.Batch;

/**
 * The public vectors {@code docs/vectors/qrng.json}: what we write is what is published, and what is published opens by the
 * clauses alone, with the runtime's algorithms and none of ours.
 */
class WireVectorsTest {
    private static final String NETWORK = "qgate-test";
    private static final NodeId SERVER = new NodeId(1, 2, 3, 4);
    private static final long LEASE = 0x1122334455667788L;
    private static final long POSITION = 1L << 60;
    private static final HexFormat HEX = HexFormat.of();

    private final Primitives primitives = Party.of(1, new HandClock()).crypto().primitives();
    private final byte[] open = new Asked.Open(filled(32, 3), filled(1_184, 4), 4_096).encode();
    private final Answered.Opened opened = new Answered.Opened(
            filled(32, 5),
            filled(1_088, 6),
            new Answered.Terms(LEASE, POSITION, 3_600, 1_000_000, 1L << 40),
            filled(40, 7),
            filled(3_373, 8));

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static Path file() {
        return Path.of(System.getProperty("qgate.docs"), "vectors", "qrng.json");
    }

    private static byte[] read(String field) throws Exception {
        return HEX.parseHex((String) ((Map<?, ?>) Json.read(Files.readString(file()))).get(field));
    }

    private String made() {
        byte[] transcript = LeaseKeys.transcript(primitives, NETWORK, SERVER, open, opened.offer());
        LeaseKeys keys = LeaseKeys.derive(primitives, LEASE, filled(32, 9), filled(32, 10), transcript);
        Words words = new Words("device", 1);
        Batch one = words.next(32);
        Batch two = words.next(32);
        byte[] chunk =
                Chunks.seal(primitives, keys, 2, POSITION, List.of(new Slice(one, 8, 16), new Slice(two, 0, 24)));
        StringBuilder out =
                new StringBuilder("{\n \"schema\": \"qgate.vectors.qrng/1\",\n \"note\": \"Messages of [QRN-2]"
                        + " to [QRN-8], hexadecimal: a lease, the second request under it, and its answer of two pieces. Keys of"
                        + " exchange, certificate and signature are fillings; both secrets are given.\"");
        field(out, "network", NETWORK.getBytes(StandardCharsets.UTF_8));
        field(out, "server", SERVER.bytes());
        field(out, "open", open);
        field(out, "opened", opened.encode());
        field(out, "offer", opened.offer());
        field(out, "transcript", transcript);
        field(out, "agreed", filled(32, 9));
        field(out, "encapsulated", filled(32, 10));
        field(
                out,
                "take",
                keys.sealWish(primitives, 2, new Asked.Wish(65_536, 2_000)).encode());
        field(out, "chunk", chunk);
        field(out, "content", content());
        field(out, "refused", new Answered.Refused(Refusal.WAIT, 50).encode());
        return out.append("\n}\n").toString();
    }

    private static byte[] content() {
        byte[] all = new Words("device", 1).next(64).bytes();
        byte[] content = Arrays.copyOfRange(all, 8, 8 + 40);
        System.arraycopy(all, 32, content, 16, 24);
        return content;
    }

    private static void field(StringBuilder out, String name, byte[] value) {
        out.append(",\n \"")
                .append(name)
                .append("\": \"")
                .append(HEX.formatHex(value))
                .append('"');
    }

    @Test
    void shouldWriteAsPublished() throws Exception {
        if (Boolean.getBoolean("qgate.docs.write")) {
            Files.writeString(file(), made());
        }
        assertEquals(Files.readString(file()), made());
    }

    @Test
    void shouldReadAsPublished() throws Exception {
        assertArrayEquals(read("open"), Asked.decode(read("open")).encode());
        assertArrayEquals(read("take"), Asked.decode(read("take")).encode());
        assertArrayEquals(read("opened"), ((Answered.Opened) Answered.decode(read("opened"))).encode());
        assertEquals(new Answered.Refused(Refusal.WAIT, 50), Answered.decode(read("refused")));
        for (String each : List.of("open", "take", "opened", "refused")) {
            byte[] longer = Arrays.copyOf(read(each), read(each).length + 1);
            assertThrows(WireException.class, () -> decode(longer), each);
            assertThrows(WireException.class, () -> decode(Arrays.copyOf(longer, longer.length - 2)), each);
        }
    }

    private static void decode(byte[] message) {
        if (message[1] % 2 == 1 && message[1] < 5) {
            Asked.decode(message);
        } else {
            Answered.decode(message);
        }
    }

    @Test
    void shouldOpenByTheClausesAlone() throws Exception {
        byte[] transcript = transcript();
        assertArrayEquals(read("transcript"), transcript);
        byte[] extracted = hmac(transcript, joined(read("agreed"), read("encapsulated")));
        byte[] info = "qgate 1 qrng keys".getBytes(StandardCharsets.US_ASCII);
        byte[] toServer = hmac(extracted, joined(info, new byte[] {1}));
        byte[] toSubscriber = hmac(extracted, joined(toServer, info, new byte[] {2}));
        byte[] take = read("take");
        byte[] wish = open(toServer, "qgate 1 qrng take", 0, 0, Arrays.copyOfRange(take, 18, take.length));
        assertEquals("00010000000007d0", HEX.formatHex(wish));
        byte[] chunk = read("chunk");
        int length = ByteBuffer.wrap(chunk, 10, 4).getInt();
        byte[] table = open(toSubscriber, "qgate 1 qrng table", 0, 0, Arrays.copyOfRange(chunk, 14, 14 + length));
        ByteBuffer rows = ByteBuffer.wrap(table);
        assertEquals(POSITION, rows.getLong());
        assertEquals(2, rows.get());
        assertEquals(16, rows.getInt());
        byte[] first = Arrays.copyOfRange(chunk, 14 + length, 14 + length + 32);
        byte[] second = Arrays.copyOfRange(chunk, 14 + length + 32, chunk.length);
        byte[] bytes = joined(
                open(toSubscriber, "qgate 1 qrng piece", POSITION, 1, first),
                open(toSubscriber, "qgate 1 qrng piece", POSITION + 16, 2, second));
        assertArrayEquals(read("content"), bytes);
        assertTrue(HEX.formatHex(table).contains(HEX.formatHex("device".getBytes(StandardCharsets.US_ASCII))));
    }

    private static byte[] transcript() throws Exception {
        byte[] label = "qgate 1 qrng open".getBytes(StandardCharsets.US_ASCII);
        byte[] network = read("network");
        return MessageDigest.getInstance("SHA-256")
                .digest(joined(
                        new byte[] {(byte) label.length},
                        label,
                        new byte[] {0, (byte) network.length},
                        network,
                        read("server"),
                        number(read("open").length),
                        read("open"),
                        number(read("offer").length),
                        read("offer")));
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static byte[] open(byte[] key, String label, long position, int index, byte[] sealed)
            throws GeneralSecurityException {
        byte[] name = label.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer associated = ByteBuffer.allocate(name.length + 28);
        associated.put(name).putLong(LEASE).putLong(2).putLong(position).putInt(index);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = ByteBuffer.allocate(12).putLong(2).putInt(index).array();
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(associated.array());
        return cipher.doFinal(sealed);
    }

    private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(each -> each.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }
}
