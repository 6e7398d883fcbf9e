package org.qgate.kernel.internal.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.error.QGateException;
import org.qgate.common.json.Json;
import org.qgate.kernel.internal.SimArchive;
import org.qgate.sim.SimWorld;

/** The network description: founding, reading, refusing, replacing ([NET-1] to [NET-6]). */
final class NetworkFileTest {
    private static final long NOW = Author.NOW;
    private static Author founder;
    private static Author stranger;
    private static byte[] file;

    @BeforeAll
    static void found() {
        founder = new Author(1);
        stranger = new Author(2);
        file = NetworkFile.found(Author.NETWORK, founder.identity, List.of(founder.address()), LinkSuite.AES_GCM, NOW);
    }

    @Test
    void shouldReadWhatWasFounded() {
        Network network = read(file);
        assertEquals(Author.NETWORK, network.id());
        assertEquals(List.of(founder.identity.nodeId()), network.signers());
        assertEquals(1, network.threshold());
        assertEquals(founder.identity.nodeId(), network.seeds().get(0).id());
        assertArrayEquals(founder.identity.linkKey(), network.seeds().get(0).linkKey());
        assertEquals(List.of(founder.address()), network.seeds().get(0).addresses());
        assertEquals(365L * 86_400_000, network.validUntilMs() - network.validFromMs());
    }

    @Test
    void shouldReadItWhateverItsWhiteSpaceAndOrder() {
        Map<String, Object> reordered = new LinkedHashMap<>();
        reordered.put("signatures", document().get("signatures"));
        reordered.putAll(document());
        assertEquals(Author.NETWORK, read(bytes(Json.write(reordered))).id());
    }

    @Test
    void shouldReadHexadecimalLinkKeys() {
        Map<String, Object> document = document();
        document.remove("signatures");
        Map<String, Object> seed = seed(document);
        seed.put("linkKey", HexFormat.of().formatHex(founder.identity.linkKey()));
        document.put("seeds", List.of(seed));
        assertArrayEquals(
                founder.identity.linkKey(),
                read(NetworkFile.sign(document, founder.identity))
                        .seeds()
                        .get(0)
                        .linkKey());
    }

    @Test
    void shouldRefuseEveryChangedMember() {
        assertRefused("certificate", with("id", "other.test"));
        assertRefused("was changed", with("validUntil", "2099-01-01T00:00:00Z"));
        Map<String, Object> seed = seed(document());
        seed.put("addresses", List.of("11.9.9.9:4000"));
        assertRefused("was changed", with("seeds", List.of(seed)));
        assertRefused("", with("validFrom", "2026-01-01T00:00:00Z"));
        assertRefused("", with("signers", List.of(stranger.identity.nodeId().toString())));
    }

    @Test
    void shouldRefuseMalformedMembers() {
        assertRefused("schema", with("schema", "qgate.network/2"));
        assertRefused("id: 1 to 64", with("id", "NOT good"));
        assertRefused("threshold: 1 to", with("threshold", 2L));
        assertRefused("threshold: 1 to", with("threshold", "1"));
        assertRefused("signers: a list", with("signers", List.of()));
        assertRefused("64 hexadecimal", with("signers", List.of("abc")));
        assertRefused("validUntil", with("validUntil", "tomorrow"));
        assertRefused("validUntil is not after", with("validUntil", "2020-01-01T00:00:00Z"));
        assertRefused("must have exactly", with("extra", 1L));
        assertRefused("ip:port", withSeed("addresses", List.of("seed.example.org:4000")));
        assertRefused("suite: one of", withSeed("suite", "NONE"));
        assertRefused("linkKey", withSeed("linkKey", "AAAA"));
        assertRefused("must have exactly", withSeed("name", "x"));
        Map<String, Object> unsigned = document();
        unsigned.remove("signatures");
        assertRefused("must have exactly", bytes(Json.write(unsigned)));
        assertRefused("signatures: a list", with("signatures", List.of()));
    }

    @Test
    void shouldRefuseWhatIsNoJson() {
        assertRefused("not JSON", bytes("{"));
        assertRefused("object", bytes("[]"));
        assertRefused("UTF-8", new byte[] {(byte) 0xff});
        assertRefused("1 MiB", new byte[(1 << 20) + 1]);
        assertRefused("not JSON", bytes("{\"id\":1,\"id\":2}"));
    }

    @Test
    void shouldRefuseASignatureOfSomebodyItDoesNotName() {
        Map<String, Object> unsigned = document();
        unsigned.remove("signatures");
        assertRefused("whom it does not name", NetworkFile.sign(unsigned, stranger.identity));
    }

    @Test
    void shouldRefuseOutsideItsTime() {
        QGateException expired = assertThrows(
                QGateException.class,
                () -> NetworkFile.read(file, founder.crypto.signatures(), NOW + 366L * 86_400_000));
        assertTrue(expired.getMessage().contains("expired at"), expired.getMessage());
        QGateException early = assertThrows(
                QGateException.class, () -> NetworkFile.read(file, founder.crypto.signatures(), NOW - 86_400_000));
        assertTrue(early.getMessage().contains("counts from"), early.getMessage());
        assertEquals("QG-KRN-0007", early.codeId(), "a clock that is behind is the likelier cause");
        NetworkFile.read(file, founder.crypto.signatures(), NOW + 300L * 86_400_000);
    }

    @Test
    void shouldLetOnlyAKnownSignerReplaceIt() {
        NetworkPin pin = new NetworkPin(SimArchive.of(new SimWorld(1).host("10.0.0.1")), founder.crypto.signatures());
        pin.accept(file, NOW);
        pin.accept(file, NOW + 1000);
        byte[] hostile = NetworkFile.found(
                Author.NETWORK, stranger.identity, List.of(stranger.address()), LinkSuite.AES_GCM, NOW + 60_000);
        assertRefusedBy(pin, "not signed by a signer of the one in use", hostile);
        Author moved = new Author(1, "moved.test");
        assertRefusedBy(
                pin,
                "belongs to",
                NetworkFile.found(
                        "moved.test", moved.identity, List.of(moved.address()), LinkSuite.AES_GCM, NOW + 60_000));
        byte[] newer = NetworkFile.found(
                Author.NETWORK, founder.identity, List.of(stranger.address()), LinkSuite.CHACHA_POLY, NOW + 60_000);
        assertEquals(
                LinkSuite.CHACHA_POLY,
                pin.accept(newer, NOW + 61_000).seeds().get(0).suite());
        assertRefusedBy(pin, "not later", file);
    }

    private static void assertRefusedBy(NetworkPin pin, String why, byte[] bad) {
        QGateException refused = assertThrows(QGateException.class, () -> pin.accept(bad, NOW + 61_000), why);
        assertEquals("QG-KRN-0001", refused.codeId());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    private static Network read(byte[] from) {
        return NetworkFile.read(from, founder.crypto.signatures(), NOW);
    }

    @SuppressWarnings("unchecked") // the JSON reader makes objects with text keys only
    private static Map<String, Object> document() {
        return (Map<String, Object>) Json.read(new String(file, StandardCharsets.UTF_8));
    }

    @SuppressWarnings("unchecked") // see above
    private static Map<String, Object> seed(Map<String, Object> document) {
        return ((List<Map<String, Object>>) document.get("seeds")).get(0);
    }

    private static byte[] with(String member, Object value) {
        Map<String, Object> document = document();
        document.put(member, value);
        return bytes(Json.write(document));
    }

    private static byte[] withSeed(String member, Object value) {
        Map<String, Object> seed = seed(document());
        seed.put(member, value);
        return with("seeds", List.of(seed));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertRefused(String why, byte[] bad) {
        QGateException refused = assertThrows(QGateException.class, () -> read(bad), why);
        assertEquals("QG-KRN-0001", refused.codeId());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }
}
