package org.qgate.qsx.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.PackageError;
import org.qgate.common.dsse.Envelope;
import org.qgate.qsx.Packing;
import org.qgate.qsx.Samples;
import org.qgate.qsx.manifest.ServiceManifest;

/** Packages whose form is wrong: each is refused for its own reason. */
class PackageAttackTest {
    private static final String JAR = "org.example.echo-1.2.3.jar";

    private static void assertRefused(PackageError code, byte[] file) {
        assertEquals(
                List.of(code), Samples.codes(file), () -> Samples.refusals(file).toString());
    }

    /** A package made of changed parts. */
    private static byte[] rebuilt(Consumer<Map<String, byte[]>> change) {
        Archive right = ArchiveReader.read("package", Samples.file(), Archive.Bounds.PACKAGE);
        Map<String, byte[]> entries = new LinkedHashMap<>(right.entries());
        change.accept(entries);
        return ArchiveWriter.write(new Archive(entries), false);
    }

    /** A package with bytes changed at the row of the directory of its last entry, and at the entry itself. */
    private static byte[] patched(byte[] file, Consumer<ByteBuffer> row, Consumer<ByteBuffer> local) {
        byte[] copy = file.clone();
        int start = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).getInt(copy.length - 6);
        int at = start;
        int last = start;
        ByteBuffer all = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
        while (all.getInt(at) == ArchiveReader.CENTRAL_SIGNATURE) {
            last = at;
            at += ArchiveReader.CENTRAL_BYTES + all.getShort(at + 28);
        }
        row.accept(ByteBuffer.wrap(copy, last, copy.length - last).slice().order(ByteOrder.LITTLE_ENDIAN));
        int entry = all.getInt(last + 42);
        local.accept(ByteBuffer.wrap(copy, entry, copy.length - entry).slice().order(ByteOrder.LITTLE_ENDIAN));
        return copy;
    }

    private static byte[] renamed(String from, String to) {
        byte[] file = rebuilt(entries -> entries.put(from, new byte[] {1}));
        String text = new String(file, StandardCharsets.ISO_8859_1);
        assertEquals(from.length(), to.length());
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldRefuseWhatIsNotSigned() {
        assertRefused(PackageError.UNSIGNED, rebuilt(entries -> entries.remove("service.dsse")));
        assertRefused(PackageError.UNSIGNED, signedBy(List.of()));
    }

    private static byte[] signedBy(List<Envelope.Signature> signatures) {
        return rebuilt(entries -> {
            Envelope envelope = Envelope.decode(entries.get("service.dsse"));
            Envelope changed = new Envelope(envelope.payloadType(), envelope.payload(), signatures);
            entries.put("service.dsse", changed.encode());
        });
    }

    @Test
    void shouldRefuseOneSignatureOfTwo() {
        Archive right = ArchiveReader.read("package", Samples.file(), Archive.Bounds.PACKAGE);
        List<Envelope.Signature> both =
                Envelope.decode(right.entries().get("service.dsse")).signatures();
        List<Envelope.Signature> strangers = Samples.STRANGER
                .sign(ServiceManifest.PAYLOAD_TYPE, right.entries().get("service.json"))
                .signatures();
        assertEquals(List.of(), Samples.codes(signedBy(both)));
        for (int i = 0; i < 2; i++) {
            assertRefused(PackageError.WRONG_SIGNATURE, signedBy(List.of(both.get(i))));
            assertRefused(PackageError.WRONG_SIGNATURE, signedBy(List.of(both.get(i), both.get(i))));
            assertRefused(PackageError.WRONG_SIGNATURE, signedBy(List.of(both.get(i), strangers.get(1 - i))));
        }
        assertRefused(PackageError.WRONG_SIGNATURE, signedBy(strangers));
    }

    @Test
    void shouldRefuseASignatureOverSomethingElse() {
        assertRefused(PackageError.SIGNED_OTHER, rebuilt(entries -> {
            byte[] manifest = entries.get("service.json");
            String other = new String(manifest, StandardCharsets.UTF_8).replace("It says so.", "It says no.");
            entries.put("service.json", other.getBytes(StandardCharsets.UTF_8));
        }));
        assertRefused(
                PackageError.SIGNED_OTHER,
                rebuilt(entries -> entries.put(
                        "service.dsse",
                        Samples.PUBLISHER
                                .sign("application/other", entries.get("service.json"))
                                .encode())));
        assertRefused(PackageError.SIGNED_OTHER, rebuilt(entries -> entries.put("service.dsse", new byte[] {'{'})));
    }

    @Test
    void shouldRefuseAPublisherThatIsUnknownOrHasAnotherName() {
        ServiceManifest manifest = Samples.manifest();
        byte[] bundle = Packing.bundle(manifest, Samples.classes());
        String json = new String(
                ArchiveReader.read("package", Samples.file(), Archive.Bounds.PACKAGE)
                        .entries()
                        .get("service.json"),
                StandardCharsets.UTF_8);
        byte[] stranger = json.replace(
                        Samples.PUBLISHER.key().id(), Samples.STRANGER.key().id())
                .getBytes(StandardCharsets.UTF_8);
        assertRefused(
                PackageError.UNKNOWN_PUBLISHER,
                QsxPackage.write(
                        stranger, signature(Samples.STRANGER, stranger), Optional.empty(), JAR, bundle, Map.of()));
        byte[] named =
                json.replace("\"name\":\"Example\"", "\"name\":\"Exomple\"").getBytes(StandardCharsets.UTF_8);
        List<ErrorCode> codes = Samples.codes(
                QsxPackage.write(named, signature(Samples.PUBLISHER, named), Optional.empty(), JAR, bundle, Map.of()));
        assertEquals(List.of(PackageError.PUBLISHER_NAME, PackageError.OTHER_HEADER), codes);
    }

    private static byte[] signature(Packing.Signer signer, byte[] manifest) {
        return signer.sign(ServiceManifest.PAYLOAD_TYPE, manifest).encode();
    }

    @Test
    void shouldRefuseAnyAlteredByte() {
        byte[] right = Samples.file();
        long seed = Long.getLong("qgate.seed", 20261120);
        Random random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            byte[] file = right.clone();
            int at = random.nextInt(file.length);
            file[at] ^= (byte) (1 << random.nextInt(8));
            boolean harmless = isSameArchive(right, file);
            assertEquals(harmless, Samples.codes(file).isEmpty(), () -> "byte " + at + ", -Dqgate.seed=" + seed);
        }
    }

    /** Who wrote a ZIP and what a spreadsheet would show of it means nothing: attributes, the version of the writer. */
    private static boolean isSameArchive(byte[] right, byte[] file) {
        return ArchiveReaderTest.readsTheSame(right, file);
    }

    @Test
    void shouldRefuseAnAlteredBundle() {
        assertRefused(PackageError.ALTERED, rebuilt(entries -> entries.get(JAR)[100] ^= 1));
        assertRefused(PackageError.ALTERED, rebuilt(entries -> entries.put(JAR, Arrays.copyOf(entries.get(JAR), 99))));
    }

    @Test
    void shouldRefuseWhatIsNotListedOrNotThere() {
        assertRefused(PackageError.UNLISTED, rebuilt(entries -> entries.put("readme.txt", new byte[1])));
        assertRefused(PackageError.UNLISTED, rebuilt(entries -> entries.put("other.jar", new byte[1])));
        assertRefused(PackageError.MISSING, rebuilt(entries -> entries.remove(JAR)));
        assertRefused(PackageError.MISSING, rebuilt(entries -> entries.remove("service.json")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../e.txt",
                "/etc/pas",
                "a/../../",
                "c:\\x.txt",
                "a//b.txt",
                "./a/.txt",
                "a\\..\\bcd",
                "a\u00e9bc.txt"
            })
    void shouldRefuseNamesThatLeadElsewhere(String name) {
        assertRefused(PackageError.PATH_ESCAPE, renamed("12345678", name));
    }

    @Test
    void shouldRefuseNamesThatEndBeforeTheyEnd() {
        assertRefused(PackageError.PATH_ESCAPE, renamed("12345678", "ab.txt\u0000c"));
    }

    @Test
    void shouldRefuseTwoEntriesOfOneName() {
        assertRefused(PackageError.DUPLICATE_NAME, renamed("tervice.json", "service.json"));
        assertRefused(PackageError.DUPLICATE_NAME, renamed("tervice.json", "Service.json"));
    }

    @Test
    void shouldRefuseLinksFoldersAndDevices() {
        for (int mode : List.of(0120777, 0040755, 0020666)) {
            assertRefused(PackageError.LINK, patched(Samples.file(), row -> row.putInt(38, mode << 16), entry -> {}));
        }
        assertEquals(
                List.of(), Samples.codes(patched(Samples.file(), row -> row.putInt(38, 0100644 << 16), entry -> {})));
    }

    @Test
    void shouldRefuseEncryptedEntries() {
        assertRefused(
                PackageError.ENCRYPTED,
                patched(Samples.file(), row -> row.putShort(8, (short) 1), entry -> entry.putShort(6, (short) 1)));
    }

    @Test
    void shouldRefuseExtensions() {
        byte[] file = Samples.file();
        assertRefused(PackageError.ZIP64, patched(file, row -> row.putInt(24, -1), entry -> entry.putInt(22, -1)));
        assertRefused(PackageError.ZIP64, patched(file, row -> row.putShort(6, (short) 45), entry -> {}));
        byte[] many = file.clone();
        ByteBuffer.wrap(many).order(ByteOrder.LITTLE_ENDIAN).putInt(many.length - 6, -1);
        assertRefused(PackageError.ZIP64, many);
    }

    @Test
    void shouldRefuseBytesThatBelongToNothing() {
        byte[] file = Samples.file();
        byte[] before = new byte[file.length + 4];
        System.arraycopy(file, 0, before, 4, file.length);
        assertRefused(PackageError.HIDDEN_DATA, before);
        assertRefused(PackageError.MALFORMED, Arrays.copyOf(file, file.length + 1));
        assertRefused(PackageError.HIDDEN_DATA, patched(file, row -> {}, entry -> entry.putShort(28, (short) 4)));
        assertRefused(PackageError.HIDDEN_DATA, patched(file, row -> row.putInt(42, 0), entry -> {}));
        assertRefused(
                PackageError.HIDDEN_DATA,
                patched(file, row -> row.putShort(8, (short) 8), entry -> entry.putShort(6, (short) 8)));
    }

    @Test
    void shouldRefuseWhatIsTooLarge() {
        assertRefused(PackageError.TOO_LARGE, new byte[QsxPackage.LARGEST + 1]);
        assertRefused(PackageError.TOO_LARGE, rebuilt(entries -> {
            for (int i = 0; i < 40; i++) {
                entries.put("a" + i, new byte[1]);
            }
        }));
    }

    /** 24 MiB of zeros in 24 KiB: refused before they are unpacked, and when the entry lies about its size. */
    @Test
    void shouldRefuseWhatUnpacksToTooMuch() {
        Map<String, byte[]> files = Samples.classes();
        files.put("zeros.bin", new byte[24 << 20]);
        assertRefused(PackageError.TOO_LARGE, Samples.file(Samples.manifest(), files));
        byte[] bundle = Packing.bundle(Samples.manifest(), Map.of("zzz.bin", new byte[1 << 20]));
        byte[] lying = patched(bundle, row -> row.putInt(24, 1000), entry -> entry.putInt(22, 1000));
        assertRefused(PackageError.TOO_LARGE, Samples.file(Samples.manifest(), lying));
    }

    /** After the end of the compressed data of an entry, but within its size, some bytes that no reader shows. */
    @Test
    void shouldRefuseBytesBehindCompressedData() {
        byte[] bundle = Packing.bundle(Samples.manifest(), Map.of("zzz.bin", new byte[1 << 10]));
        int start = ByteBuffer.wrap(bundle).order(ByteOrder.LITTLE_ENDIAN).getInt(bundle.length - 6);
        ByteBuffer longer = ByteBuffer.allocate(bundle.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        longer.put(bundle, 0, start).putInt(0).put(bundle, start, bundle.length - start);
        longer.putInt(longer.capacity() - 6, start + 4);
        byte[] padded = patched(
                longer.array(),
                row -> row.putInt(20, row.getInt(20) + 4),
                entry -> entry.putInt(18, entry.getInt(18) + 4));
        assertRefused(PackageError.HIDDEN_DATA, Samples.file(Samples.manifest(), padded));
    }

    @Test
    void shouldRefuseWhatIsNoPackage() {
        assertRefused(PackageError.MALFORMED, new byte[0]);
        assertRefused(PackageError.MALFORMED, "hello".getBytes(StandardCharsets.US_ASCII));
        assertNotEquals(0, Samples.file().length);
        for (int length = 0; length < Samples.file().length; length += 97) {
            assertTrue(Samples.codes(Arrays.copyOf(Samples.file(), length)).contains(PackageError.MALFORMED));
        }
    }
}
