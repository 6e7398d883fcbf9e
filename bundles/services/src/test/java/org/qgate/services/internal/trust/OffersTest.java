package org.qgate.services.internal.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.PackageError;
import org.qgate.api.error.QGateException;
import org.qgate.common.dsse.Envelope;
import org.qgate.common.release.Sha256;
import org.qgate.qsx.sign.UpdateIndex;
import org.qgate.services.internal.record.Ledger;
import org.qgate.sim.store.MemoryStore;

/** Which updates publishers offer, and which of their indexes are believed. */
final class OffersTest {
    private static final String ID = "org.example.echo";
    private static final byte[] PACKAGE = "package".getBytes(UTF_8);

    @TempDir
    private Path folder;

    private final MemoryStore store = new MemoryStore(PublishersTest.CLOCK);
    private Offers offers;

    @BeforeEach
    void load() {
        Publishers publishers = new Publishers(
                new Ledger(() -> store.namespace(Ledger.NAMESPACE)), PublishersTest.CLOCK, PublishersTest.VERIFIER);
        publishers.load(Optional.of(PublishersTest.key(1)));
        offers = new Offers(folder, publishers);
    }

    private void index(long sequence, long expiresAt, int signer, String... versions) throws IOException {
        List<UpdateIndex.Offer> all = List.of(versions).stream()
                .map(each -> new UpdateIndex.Offer(ID, each, "stable", PACKAGE.length, Sha256.hex(PACKAGE)))
                .toList();
        UpdateIndex index = new UpdateIndex(PublishersTest.key(1).id(), sequence, 0, expiresAt, all);
        var signature = new Envelope.Signature("", new byte[] {(byte) signer});
        Files.write(
                folder.resolve(PublishersTest.key(1).id() + ".index.json"),
                new Envelope(UpdateIndex.PAYLOAD_TYPE, index.payload(), List.of(signature)).encode());
    }

    private Optional<byte[]> newest() {
        return offers.newest(ID, PublishersTest.key(1).id(), new Version("1.0.0"));
    }

    private void refused(ErrorCode code) {
        assertEquals(code, assertThrows(QGateException.class, this::newest).code());
    }

    @Test
    void shouldFindTheNewestThatIsOffered() throws IOException {
        assertEquals(Optional.empty(), newest());
        index(1, 100, 1, "0.9.0", "1.0.0");
        assertEquals(Optional.empty(), newest());
        index(2, 100, 1, "1.1.0", "1.2.0");
        refused(ExtenderError.NO_FILE);
        Files.write(folder.resolve(Sha256.hex(PACKAGE) + ".qsx"), PACKAGE);
        assertArrayEquals(PACKAGE, newest().orElseThrow());
        Files.write(folder.resolve(Sha256.hex(PACKAGE) + ".qsx"), "another".getBytes(UTF_8));
        refused(ExtenderError.ALTERED_FILE);
    }

    @Test
    void shouldBelieveNoOldIndex() throws IOException {
        index(7, 100, 1, "1.0.0");
        newest();
        load();
        index(6, 100, 1, "1.0.0");
        refused(ExtenderError.INDEX);
        index(7, 100, 1, "0.8.0");
        refused(ExtenderError.INDEX);
        index(7, 100, 1, "1.0.0");
        assertEquals(Optional.empty(), newest());
    }

    @Test
    void shouldBelieveNoExpiredOrForgedIndex() throws IOException {
        index(1, 1, 1, "1.0.0");
        refused(ExtenderError.INDEX);
        index(1, 100, 2, "1.0.0");
        refused(PackageError.WRONG_SIGNATURE);
    }
}
