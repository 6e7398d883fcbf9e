package org.qgate.blocks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.qgate.api.qrng.Construction;
import org.qgate.api.qrng.Provenance;

/** Makes chains for tests, sound ones and others: every draw follows from a seed. */
final class TestStream {
    static final long SLOT = 60_000;
    static final long START = 1_800_000_000_000L;

    final TestCrypto crypto;
    final byte[] stream;
    final List<byte[]> blocks = new ArrayList<>();
    final int seed;
    byte[] digest = new byte[Layout.DIGEST];
    byte[] value = new byte[Layout.DIGEST];
    long sequence;
    long slot = START;
    long made = START;
    int draw;

    TestStream(int seed) {
        this.seed = seed;
        crypto = new TestCrypto(seed);
        stream = Digests.stream(crypto, crypto.dualKey());
    }

    /** A chain with a block of every kind. */
    static TestStream every(int seed) {
        TestStream chain = new TestStream(seed).genesis().value();
        chain.manifest(1, 3).value().failure(2, 3).recall(3, new Recall.Blocks(2, 2));
        return chain.skip(2, Skip.Reason.NO_RANDOMNESS).value().manifest(7, 2).value();
    }

    /** Another one that goes on from here by itself. */
    TestStream copy() {
        TestStream copy = new TestStream(seed);
        copy.blocks.addAll(blocks);
        copy.digest = digest;
        copy.value = value;
        copy.sequence = sequence;
        copy.slot = slot;
        copy.made = made;
        copy.draw = draw;
        return copy;
    }

    byte[] random(String what, int number) {
        return crypto.sha512((seed + " " + what + " " + number).getBytes(StandardCharsets.US_ASCII));
    }

    byte[] commitment() {
        return Digests.commitment(crypto, stream, random("local", draw));
    }

    TestStream genesis() {
        return add(new Genesis(crypto.dualKey(), (int) (SLOT / 1_000), Optional.empty()), slot);
    }

    PublicValue nextValue(boolean recalled) {
        byte[] local = random("local", draw);
        WindowFacts window = window(draw, recalled);
        return new PublicValue(
                local,
                value,
                Digests.value(crypto, stream, value, local),
                List.of(new Origin(device("qrng-a"), window)));
    }

    TestStream value() {
        PublicValue content = nextValue(false);
        draw++;
        slot += SLOT;
        add(content, slot);
        value = content.value();
        return this;
    }

    TestStream manifest(int first, int count) {
        List<PrivateManifest.Device> devices = List.of(
                new PrivateManifest.Device(device("qrng-a"), 0), new PrivateManifest.Device(device("qrng-b"), 2));
        List<PrivateManifest.Window> windows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            windows.add(new PrivateManifest.Window(i < count - 1 ? 0 : 1, window(first + i, false)));
        }
        return add(new PrivateManifest(devices, windows, 0), slot);
    }

    TestStream failure(long clean, long window) {
        return add(
                new Failure(device("qrng-a"), clean, window, "QG-QRN-0010", "value 0 came 61 times, cutoff 31"), slot);
    }

    TestStream recall(long window, Recall.Blocks... ranges) {
        Recall.Windows windows = new Recall.Windows(Optional.empty(), "qrng-a", window, window);
        return add(new Recall("QG-QRN-0010", "stuck", false, List.of(windows), List.of(ranges)), slot);
    }

    TestStream skip(int slots, Skip.Reason reason) {
        long from = slot + SLOT;
        slot += slots * SLOT;
        return add(new Skip(slots, reason), from);
    }

    static DeviceFacts device(String name) {
        byte[] hash = new byte[32];
        Arrays.fill(hash, (byte) name.charAt(name.length() - 1));
        return new DeviceFacts(Optional.empty(), name, hash, hash.clone(), Optional.of(Provenance.RAW_DEVICE));
    }

    WindowFacts window(long number, boolean recalled) {
        return new WindowFacts(
                number,
                random("window", (int) number),
                recalled,
                65_536,
                3,
                9,
                318,
                410,
                65_536,
                7_200_000,
                Conditioning.SHA_512,
                Construction.RBG3_XOR,
                false,
                START + number * 100,
                START + number * 100 + 99);
    }

    TestStream add(Content content, long atSlot) {
        made = Math.max(made, slot) + 7;
        return add(header(atSlot), content);
    }

    BlockHeader header(long atSlot) {
        return new BlockHeader(stream, sequence, digest, atSlot, made, commitment());
    }

    TestStream add(BlockHeader header, Content content) {
        byte[] body = BlockCodec.body(header, content);
        blocks.add(BlockCodec.join(body, crypto.sign(Digests.DOMAIN, body)));
        digest = Digests.block(crypto, body);
        sequence = header.sequence() + 1;
        return this;
    }

    /** Signs a body that was changed: what only the holder of the keys could do. */
    byte[] resigned(byte[] block) {
        byte[] body = BlockCodec.body(block);
        return BlockCodec.join(body, crypto.sign(Digests.DOMAIN, body));
    }

    byte[] file() {
        return file(blocks);
    }

    static byte[] file(List<byte[]> blocks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        blocks.forEach(out::writeBytes);
        return out.toByteArray();
    }

    Verification verify() {
        return verify(file());
    }

    Verification verify(byte[] file) {
        try {
            return Verification.of(new ByteArrayInputStream(file), crypto, Optional.empty());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
