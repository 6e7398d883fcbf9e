package org.qgate.base.internal.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.base.internal.state.FileStateFolder;
import org.qgate.common.release.Sha256;

/** What a node keeps of its versions, and which one starts with it. */
final class ShelfTest {
    private static final String BSN = "org.qgate.kernel";

    @TempDir
    private Path folder;

    private FileStateFolder state;

    @BeforeEach
    void open() {
        state = FileStateFolder.open(folder.resolve("state"));
    }

    @AfterEach
    void close() {
        state.close();
    }

    private Shelf shelf(String version) {
        return TestShelves.of(folder, state, BSN + " " + version + " shipped");
    }

    private static CorePackage version(String version) {
        byte[] jar = (BSN + " " + version + " next").getBytes(StandardCharsets.UTF_8);
        return new CorePackage(BSN, Version.parseVersion(version), Sha256.hex(jar), "test", () -> jar, jar);
    }

    private static void update(Shelf shelf, String version) {
        CorePackage before = shelf.atStart(BSN);
        shelf.confirm(version(version), before);
    }

    private String starts(String shipped) {
        return shelf(shipped).atStart(BSN).version().toString();
    }

    @Test
    void shouldStartWhatWasConfirmed() {
        assertEquals("1.0.0", starts("1.0.0"));
        update(shelf("1.0.0"), "1.1.0");
        assertEquals("1.1.0", starts("1.0.0"));
        assertEquals(version("1.1.0").sha256(), shelf("1.0.0").atStart(BSN).sha256());
    }

    @Test
    void shouldStartADowngradeThatWasConfirmedHoweverOld() {
        update(shelf("1.0.0"), "0.9.0");
        assertEquals("0.9.0", starts("1.0.0"));
        update(shelf("1.0.0"), "0.8.0");
        assertEquals("0.8.0", starts("1.0.0"));
    }

    @Test
    void shouldStartTheNewerOneOfALaterDistribution() {
        update(shelf("1.0.0"), "1.1.0");
        assertEquals("1.2.0", starts("1.2.0"));
        assertEquals(Optional.empty(), shelf("1.2.0").previous(BSN));
        assertEquals("1.1.0", starts("1.0.5"), "newer than it was, older than what was confirmed");
    }

    @Test
    void shouldKeepWhatARestartOrARollbackNeedsAndNothingElse() {
        Shelf shelf = shelf("1.0.0");
        update(shelf, "1.1.0");
        update(shelf, "1.2.0");
        update(shelf, "1.3.0");
        assertEquals(
                List.of("core/packages/org.qgate.kernel-1.2.0.qsx", "core/packages/org.qgate.kernel-1.3.0.qsx"),
                state.list("core/packages"));
        KnownVersion previous = shelf.previous(BSN).orElseThrow();
        assertEquals(version("1.2.0").known(), previous);
        assertEquals(
                "1.2.0",
                shelf.load(BSN, previous.version(), previous.sha256()).version().toString());
        assertEquals("node", shelf.source(BSN, previous));
    }

    @Test
    void shouldNotLoadOtherBytesThanItKept() {
        Shelf shelf = shelf("1.0.0");
        update(shelf, "1.1.0");
        QGateException refused = assertThrows(QGateException.class, () -> shelf.load(BSN, "1.1.0", "00".repeat(32)));
        assertEquals(UpdateError.SAME_VERSION, refused.code());
        assertEquals(
                UpdateError.UNKNOWN,
                assertThrows(QGateException.class, () -> shelf.load(BSN, "7.0.0", "00".repeat(32)))
                        .code());
    }
}
