package org.qgate.kernel.internal.directory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.network.PortRange;
import org.qgate.common.json.Json;
import org.qgate.common.wire.WireWriter;

/** Writes {@code docs/vectors/directory.json}: documents from fixed seeds, and what must be found in them. */
final class DirectoryVectors {
    private static final long NOW = Author.NOW;
    private static final Author ONE = new Author(1);
    private static final Author TWO = new Author(2);
    private static final Network NETWORK = Author.network(1, ONE);

    private DirectoryVectors() {}

    /** Writes the file named by the argument. */
    public static void main(String[] arguments) throws IOException {
        Map<String, Object> vectors = new LinkedHashMap<>();
        vectors.put("schema", "qgate.vectors.directory/1");
        vectors.put("about", "Made from fixed seeds. Verify at atMs. Everything binary is hexadecimal.");
        vectors.put("atMs", NOW);
        vectors.put("networkId", Author.NETWORK);
        vectors.put("networkFile", networkFile());
        vectors.put("signers", List.of(ONE.identity.nodeId().toString()));
        vectors.put("descriptor", descriptor());
        vectors.put("snapshot", snapshot());
        vectors.put("messages", messages());
        vectors.put("refusedDescriptors", refusedDescriptors());
        Files.writeString(Path.of(arguments[0]), Json.writePretty(vectors) + "\n");
    }

    private static String networkFile() {
        byte[] file = NetworkFile.found(Author.NETWORK, ONE.identity, List.of(ONE.address()), LinkSuite.AES_GCM, NOW);
        return new String(file, StandardCharsets.UTF_8);
    }

    private static Map<String, Object> descriptor() {
        byte[] encoded = ONE.descriptor(7);
        Descriptor read = new DescriptorCheck(ONE.crypto, NETWORK).verify(encoded, NOW);
        Map<String, Object> vector = described(read);
        vector.put("encoded", Author.hex(encoded));
        return vector;
    }

    /** What a reader must find in a descriptor. */
    static Map<String, Object> described(Descriptor read) {
        Map<String, Object> vector = new LinkedHashMap<>();
        DescriptorFields fields = read.fields();
        vector.put("nodeId", read.id().toString());
        vector.put("digest", read.digest());
        vector.put("linkKey", Author.hex(read.linkKey()));
        vector.put("onionX25519", Author.hex(fields.onionKeys().x25519()));
        vector.put("onionMlKem", Author.hex(fields.onionKeys().mlKem()));
        vector.put(
                "addresses", fields.addresses().stream().map(Object::toString).toList());
        vector.put("suite", fields.suite().name());
        vector.put("flags", (long) fields.flags());
        vector.put("contact", fields.contact());
        vector.put(
                "exitPorts",
                fields.exitPorts().stream().map(PortRange::toString).toList());
        vector.put("services", fields.services());
        vector.put("publishedMs", fields.publishedMs());
        vector.put("expiresMs", fields.expiresMs());
        vector.put("sequence", fields.sequence());
        return vector;
    }

    private static Map<String, Object> snapshot() {
        Descriptor first = ONE.verified(NETWORK, 7);
        Descriptor second = TWO.verified(NETWORK, 8);
        byte[] encoded = Author.snapshot(Author.body(NOW - 120_000, Author.entries(first, second)), ONE);
        Map<String, Object> vector = described(new SnapshotCheck(ONE.crypto, NETWORK).verify(encoded, NOW));
        vector.put("encoded", Author.hex(encoded));
        return vector;
    }

    /** What a reader must find in a snapshot. */
    static Map<String, Object> described(SnapshotCheck.Verified read) {
        Map<String, Object> vector = new LinkedHashMap<>();
        vector.put("digest", read.digest());
        vector.put("validAfterMs", read.snapshot().validAfterMs());
        vector.put("freshUntilMs", read.snapshot().freshUntilMs());
        vector.put("validUntilMs", read.snapshot().validUntilMs());
        vector.put(
                "entries",
                read.snapshot().entries().stream()
                        .map(DirectoryVectors::described)
                        .toList());
        return vector;
    }

    private static Map<String, Object> described(SnapshotEntry entry) {
        Map<String, Object> vector = new LinkedHashMap<>();
        vector.put("nodeId", entry.id().toString());
        vector.put("descriptor", entry.digest());
        vector.put("sequence", entry.sequence());
        vector.put("flags", List.copyOf(entry.flagNames()));
        vector.put("weight", entry.weight());
        return vector;
    }

    /** One message of each form, by a name that says what is in it. */
    static Map<String, Object> messages() {
        String digest = "0123456789abcdef".repeat(4);
        Map<String, Object> messages = new LinkedHashMap<>();
        messages.put(
                "DIR_GET request 7, snapshot newer than 5000",
                Author.hex(Messages.encode(new Messages.Get(7, new Messages.NewerSnapshot(5000)))));
        messages.put(
                "DIR_GET request 8, descriptors 256 to 511 of snapshot 0123...",
                Author.hex(Messages.encode(new Messages.Get(8, new Messages.DescriptorPage(digest, 256, 256)))));
        messages.put(
                "DIR_GET request 9, descriptor 0123...",
                Author.hex(Messages.encode(new Messages.Get(9, new Messages.DescriptorList(List.of(digest))))));
        messages.put(
                "DIR_DATA request 9, OK, bytes 100 to 102 of 103: aabbcc",
                Author.hex(Messages.encode(new Messages.Data(
                        9, Messages.Status.OK, 103, 100, new byte[] {(byte) 0xaa, (byte) 0xbb, (byte) 0xcc}))));
        messages.put(
                "DIR_DATA request 7, UNCHANGED",
                Author.hex(Messages.encode(new Messages.Data(7, Messages.Status.UNCHANGED, 0, 0, new byte[0]))));
        messages.put(
                "DIR_NOTICE snapshot 0123... valid after 5000",
                Author.hex(Messages.encode(new Messages.Notice(digest, 5000))));
        messages.put("DIR_PUBLISH descriptor 0123...", Author.hex(Messages.encodePublish(List.of(digest))));
        return messages;
    }

    private static Map<String, Object> refusedDescriptors() {
        byte[] body = DescriptorCodec.body(ONE.fields());
        byte[] critical = new WireWriter()
                .bytes(body)
                .u16(900 | Fields.CRITICAL)
                .bytes32(new byte[0])
                .toBytes();
        byte[] flipped = ONE.descriptor();
        flipped[100] ^= 1;
        Map<String, Object> refused = new LinkedHashMap<>();
        refused.put("unknown critical field", Author.hex(ONE.signDescriptor(critical)));
        refused.put("signed by another node", Author.hex(TWO.signDescriptor(body)));
        refused.put("one bit changed", Author.hex(flipped));
        refused.put(
                "expired",
                Author.hex(OwnDescriptor.sign(ONE.identity, ONE.fields(NOW - 7_200_000, NOW - 3_600_000, 7))));
        return refused;
    }
}
