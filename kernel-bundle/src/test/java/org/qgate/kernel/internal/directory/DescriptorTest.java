package org.qgate.kernel.internal.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.error.QGateException;
import org.qgate.api.net.Endpoint;
import org.qgate.api.network.PortRange;
import org.qgate.common.wire.WireWriter;
import org.qgate.kernel.internal.link.Contact;

/** Descriptors: what is read, what is refused ([DESC-1] to [DESC-10]). */
final class DescriptorTest {
    private static Author author;
    private static Author other;
    private static Network network;
    private static DescriptorCheck check;

    @BeforeAll
    static void makeAuthors() {
        author = new Author(1);
        other = new Author(2);
        network = Author.network(1, author);
        check = new DescriptorCheck(author.crypto, network);
    }

    @Test
    void shouldReadWhatWasWritten() {
        Descriptor read = check.verify(author.descriptor(), Author.NOW);
        assertEquals(author.identity.nodeId(), read.id());
        assertArrayEquals(author.identity.linkKey(), read.linkKey());
        assertArrayEquals(
                author.identity.onionKeys().mlKem(), read.fields().onionKeys().mlKem());
        assertEquals(List.of(author.address()), read.fields().addresses());
        assertEquals("operator@example.org", read.fields().contact());
        assertEquals(new PortRange(8000, 8100), read.fields().exitPorts().get(2));
        assertEquals(ProtocolVersions.OURS, read.fields().protocols());
        assertEquals(7, read.fields().sequence());
        assertTrue(read.encoded().length <= DescriptorCodec.MAX_BYTES);
    }

    @Test
    void shouldRefuseEveryChangedPart() {
        byte[] good = author.descriptor();
        for (int at = 0; at < good.length; at += 97) {
            byte[] bad = good.clone();
            bad[at] ^= 0x10;
            assertRefused("byte " + at, bad);
        }
    }

    @Test
    void shouldRefuseHalfASignature() {
        byte[] good = author.descriptor();
        byte[] noEd25519 = good.clone();
        Arrays.fill(noEd25519, good.length - 3373, good.length - 3309, (byte) 0);
        assertRefused("without Ed25519", noEd25519);
        byte[] noMlDsa = good.clone();
        Arrays.fill(noMlDsa, good.length - 3309, good.length, (byte) 0);
        assertRefused("without ML-DSA", noMlDsa);
    }

    @Test
    void shouldRefuseEveryTruncation() {
        byte[] good = author.descriptor();
        for (int length = 0; length < good.length; length += 53) {
            assertRefused("length " + length, Arrays.copyOf(good, length));
        }
        assertRefused("one byte more", Arrays.copyOf(good, good.length + 1));
    }

    @Test
    void shouldRefuseAForgedOne() {
        byte[] body = DescriptorCodec.body(author.fields());
        assertRefused("signed by another", other.signDescriptor(body));
        byte[] signature = author.identity.sign("qgate 1 snapshot", body);
        assertRefused("signed for another purpose", Author.join(body, signature));
    }

    @Test
    void shouldRefuseAnotherNetwork() {
        Author elsewhere = new Author(3, "elsewhere.test");
        assertRefused("another network", elsewhere.descriptor());
    }

    @Test
    void shouldRefuseWrongTimes() {
        long now = Author.NOW;
        assertRefusedFor("expired", author.fields(now - 7_200_000, now - 3_600_000, 7));
        assertRefusedFor("in the future", author.fields(now + 600_000, now + 3_600_000, 7));
        assertRefusedFor("longer than 24 hours", author.fields(now - 1, now + 24 * 3_600_000L, 7));
        assertRefusedFor("not at all", author.fields(now, now - 1, 7));
        assertRefusedFor("positive", author.fields(now, now + 1000, 0));
        assertRefusedFor("positive", author.fields(now, now + 1000, -5));
    }

    @Test
    void shouldIgnoreUnknownOptionalAndRefuseUnknownCriticalFields() {
        byte[] body = DescriptorCodec.body(author.fields());
        byte[] optional = author.signDescriptor(withField(body, 900, new byte[] {1, 2, 3}));
        Descriptor read = check.verify(optional, Author.NOW);
        assertArrayEquals(optional, read.encoded(), "the signed bytes are kept");
        assertRefused("critical", author.signDescriptor(withField(body, 900 | Fields.CRITICAL, new byte[0])));
    }

    @Test
    void shouldRefuseRepeatedAndUnsortedFields() {
        byte[] body = DescriptorCodec.body(author.fields());
        assertRefused("field 5 after field 11", author.signDescriptor(withField(body, 5, new byte[] {1})));
        byte[] once = withField(body, 900, new byte[0]);
        assertRefused("twice", author.signDescriptor(withField(once, 900, new byte[0])));
    }

    @Test
    void shouldRefuseMissingFields() {
        assertRefused("empty", author.signDescriptor(new byte[] {1, 1}));
        assertRefused("version 2", author.signDescriptor(new byte[] {2, 1}));
    }

    @Test
    void shouldRefuseMoreThanTwentyKibibytes() {
        byte[] body = DescriptorCodec.body(author.fields());
        assertRefused("21 KiB", author.signDescriptor(withField(body, 900, new byte[9 * 1024])));
    }

    @Test
    void shouldRefusePrivateAddressesWhereSeedsArePublic() {
        for (String address : List.of("127.0.0.1:1", "10.1.2.3:1", "[::1]:1", "[fe80::1]:1", "192.168.1.1:1")) {
            assertRefusedFor("not globally reachable", at(address));
        }
    }

    @Test
    void shouldAllowPrivateAddressesWhereASeedHasOne() {
        Network local = new Network(
                network.id(),
                network.validFromMs(),
                network.validUntilMs(),
                network.signers(),
                1,
                List.of(new Contact(
                        author.identity.nodeId(),
                        new byte[32],
                        LinkSuite.AES_GCM,
                        List.of(endpoint("127.0.1.1:4000")))));
        assertTrue(local.local());
        byte[] encoded = OwnDescriptor.sign(author.identity, at("127.0.1.2:4000"));
        new DescriptorCheck(author.crypto, local).verify(encoded, Author.NOW);
    }

    @Test
    void shouldNotTakePartInPathsWithOtherVersions() {
        assertTrue(ProtocolVersions.compatible(ProtocolVersions.OURS));
        assertEquals(false, ProtocolVersions.compatible(ProtocolVersions.OURS.subList(0, 2)));
        assertEquals(
                false,
                ProtocolVersions.compatible(List.of(
                        new ProtocolVersions(1, 2, 3),
                        new ProtocolVersions(2, 1, 1),
                        new ProtocolVersions(3, 1, 1),
                        new ProtocolVersions(4, 1, 1))));
    }

    @Test
    void shouldSayWhatIsServed() {
        DescriptorFields read = check.verify(author.descriptor(), Author.NOW).fields();
        assertEquals(List.of("chat", "echo/1"), read.services());
        assertEquals(new Duties(true, true), read.duties());
        assertEquals(List.of(), serving().services());
        List<String> most = IntStream.range(100, 164).mapToObj(n -> "a/" + n).toList();
        assertEquals(most, serving(most.toArray(String[]::new)).services());
    }

    /** What is read from a descriptor that names these. */
    private static DescriptorFields serving(String... services) {
        byte[] body = DescriptorCodec.body(author.fields());
        byte[] before = Arrays.copyOf(body, body.length - 4 - 2 - (1 + 5 + 7)); // field 13 is the last
        WireWriter field = new WireWriter().u8(services.length);
        List.of(services).forEach(field::ascii8);
        byte[] with = services.length == 0 ? before : withField(before, 13, field.toBytes());
        return check.verify(author.signDescriptor(with), Author.NOW).fields();
    }

    @Test
    void shouldRefuseServicesThatAreNotSortedOrNotNamedAsTheyMayBe() {
        for (String[] bad :
                new String[][] {{"b", "a"}, {"a", "a"}, {""}, {"Echo"}, {"/a"}, {"a b"}, {"a".repeat(65)}}) {
            assertThrows(
                    QGateException.class, () -> serving(bad), () -> List.of(bad).toString());
        }
        String[] many = IntStream.range(100, 165).mapToObj(n -> "a/" + n).toArray(String[]::new);
        assertThrows(QGateException.class, () -> serving(many));
    }

    private static DescriptorFields at(String address) {
        DescriptorFields f = author.fields();
        return new DescriptorFields(
                f.networkId(),
                f.certificate(),
                f.onionKeys(),
                List.of(endpoint(address)),
                f.suite(),
                f.flags(),
                f.family(),
                f.contact(),
                f.exitPorts(),
                f.protocols(),
                f.publishedMs(),
                f.expiresMs(),
                f.sequence(),
                0,
                f.services());
    }

    private static Endpoint endpoint(String text) {
        return Endpoint.parse(text).orElseThrow();
    }

    private static byte[] withField(byte[] body, int tag, byte[] value) {
        return new WireWriter().bytes(body).u16(tag).bytes32(value).toBytes();
    }

    private static void assertRefused(String what, byte[] bad) {
        assertThrows(QGateException.class, () -> check.verify(bad, Author.NOW), what);
    }

    private static void assertRefusedFor(String why, DescriptorFields fields) {
        byte[] encoded = OwnDescriptor.sign(author.identity, fields);
        QGateException refused = assertThrows(QGateException.class, () -> check.verify(encoded, Author.NOW), why);
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }
}
