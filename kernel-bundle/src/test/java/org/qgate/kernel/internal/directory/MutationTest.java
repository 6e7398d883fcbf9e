package org.qgate.kernel.internal.directory;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.error.QGateException;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.sim.SimRandom;

/** Whatever bytes come: decoders refuse in their own words, quickly, and never break. */
final class MutationTest {
    private static final long SEED = 20261120;
    private final Author author = new Author(1);
    private final Network network = Author.network(1, author);

    @Test
    void shouldRefuseMutatedDescriptorsInItsOwnWords() {
        mutate("descriptor", author.descriptor(), 20_000, DescriptorCodec::parse);
    }

    @Test
    void shouldRefuseMutatedDescriptorsWhenVerifying() {
        DescriptorCheck check = new DescriptorCheck(author.crypto, network);
        mutateAll("descriptor", author.descriptor(), 300, bytes -> check.verify(bytes, Author.NOW));
    }

    @Test
    void shouldRefuseMutatedSnapshotsInItsOwnWords() {
        mutate("snapshot", snapshot(), 20_000, SnapshotCodec::parse);
    }

    @Test
    void shouldRefuseMutatedSnapshotsWhenVerifying() {
        SnapshotCheck check = new SnapshotCheck(author.crypto, network);
        mutateAll("snapshot", snapshot(), 300, bytes -> check.verify(bytes, Author.NOW));
    }

    @Test
    void shouldRefuseMutatedNetworkDescriptions() {
        byte[] file = NetworkFile.found(
                Author.NETWORK, author.identity, List.of(author.address()), LinkSuite.AES_GCM, Author.NOW);
        mutate("network", file, 2_000, bytes -> NetworkFile.read(bytes, author.crypto.signatures(), Author.NOW));
    }

    @Test
    void shouldRefuseMutatedMessages() {
        String digest = "ab".repeat(32);
        mutate(
                "get",
                Messages.encode(new Messages.Get(7, new Messages.NewerSnapshot(5))),
                5_000,
                bytes -> Messages.get(new WireReader(bytes)));
        mutate(
                "page",
                Messages.encode(new Messages.Get(7, new Messages.DescriptorPage(digest, 0, 9))),
                5_000,
                bytes -> Messages.get(new WireReader(bytes)));
        mutate(
                "list",
                Messages.encode(new Messages.Get(7, new Messages.DescriptorList(List.of(digest)))),
                5_000,
                bytes -> Messages.get(new WireReader(bytes)));
        mutate(
                "data",
                Messages.encode(new Messages.Data(7, Messages.Status.OK, 100, 20, new byte[30])),
                5_000,
                bytes -> Messages.data(new WireReader(bytes)));
        mutate(
                "notice",
                Messages.encode(new Messages.Notice(digest, 5)),
                5_000,
                bytes -> Messages.notice(new WireReader(bytes)));
        mutate(
                "publish",
                Messages.encodePublish(List.of(digest, digest)),
                5_000,
                bytes -> Messages.publish(new WireReader(bytes)));
        mutate("bundle", Bundles.join(List.of(author.descriptor(), author.descriptor(8))), 5_000, Bundles::split);
    }

    private byte[] snapshot() {
        return Author.snapshot(Author.body(Author.NOW - 1000, Author.entries(author.verified(network, 3))), author);
    }

    /** Mutations that may by chance still be well-formed. */
    private static void mutate(String what, byte[] good, int times, Consumer<byte[]> read) {
        SimRandom random = new SimRandom(SEED);
        for (int i = 0; i < times; i++) {
            byte[] bad = mutated(good, random);
            try {
                read.accept(bad);
            } catch (WireException | QGateException refused) {
                continue; // in its own words
            } catch (RuntimeException broken) {
                throw new AssertionError(what + ", seed " + SEED + ", mutation " + i, broken);
            }
        }
    }

    /** Mutations that must all be refused, since a signature covers everything. */
    private static void mutateAll(String what, byte[] good, int times, Consumer<byte[]> verify) {
        SimRandom random = new SimRandom(SEED);
        for (int i = 0; i < times; i++) {
            byte[] bad = mutated(good, random);
            if (Arrays.equals(bad, good)) {
                continue;
            }
            try {
                verify.accept(bad);
            } catch (QGateException refused) {
                continue; // in its own words
            } catch (RuntimeException broken) {
                throw new AssertionError(what + ", seed " + SEED + ", mutation " + i, broken);
            }
            fail(what + " accepted, seed " + SEED + ", mutation " + i);
        }
    }

    private static byte[] mutated(byte[] good, SimRandom random) {
        byte[] bad = good.clone();
        switch ((int) random.upTo(6)) {
            case 0 -> bad = Arrays.copyOf(bad, (int) random.upTo(bad.length + 1));
            case 1 -> bad = Arrays.copyOf(bad, bad.length + 1 + (int) random.upTo(64));
            case 2 -> bad[(int) random.upTo(bad.length)] = (byte) random.next();
            case 3 -> {
                for (int i = 0; i < 8; i++) {
                    bad[(int) random.upTo(Math.min(bad.length, 64))] = (byte) random.next();
                }
            }
            case 4 -> {
                int at = (int) random.upTo(bad.length);
                Arrays.fill(bad, at, Math.min(bad.length, at + 4), (byte) (random.upTo(2) == 0 ? 0 : 0xff));
            }
            default -> {
                int from = (int) random.upTo(bad.length);
                int to = (int) random.upTo(bad.length);
                int length = (int) random.upTo(Math.min(256, bad.length - Math.max(from, to)) + 1);
                System.arraycopy(good, from, bad, to, length);
            }
        }
        return bad;
    }
}
