package org.qgate.testnet.extender;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Joiner;
import com.google.common.util.concurrent.internal.InternalFutureFailureAccess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.example.library.Notes;
import org.example.library.Words;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.qgate.testnet.trial.ExtenderPackages;

/** Extenders with whole libraries in them, as Maven's shade plugin leaves them, on a real node. */
@Timeout(600)
final class LibraryIT {
    private static EchoNode node;

    @BeforeAll
    static void start() throws IOException {
        node = EchoNode.start("library");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void shouldRunWithWhatIsLeftOfGuavaInTheNodesProcess() throws Exception {
        byte[] jar = shaded(List.of("Words"), Joiner.class, InternalFutureFailureAccess.class);
        node.install(packed(Words.class, "guarded", jar));
        assertEquals("guarded", node.info("org.example.words").get("tier"));
        assertEquals(
                "c b a", node.run("org.example.words", "turn a,b,,c").get(0).get(0));
    }

    @Test
    @EnabledIf(value = "org.qgate.testnet.extender.Bubblewrap#holds", disabledReason = Bubblewrap.MISSING)
    void shouldRunWithJacksonInAProcessOfItsOwn() throws Exception {
        byte[] jar = shaded(List.of("Notes", "Notes$Note"), ObjectMapper.class, JsonFactory.class, JsonProperty.class);
        node.install(packed(Notes.class, "process", jar));
        assertEquals("process", node.info("org.example.notes").get("tier"));
        assertEquals(
                "{\"text\":\"hello\",\"sizes\":[5]} Note[text=hello, sizes=[5]]",
                node.run("org.example.notes", "note hello").get(0).get(0));
    }

    private static Path packed(Class<?> entry, String tier, byte[] jar) throws IOException {
        String yaml = """
                id: org.example.%s
                title: %s
                licence: Apache-2.0
                publisher: QGate
                entry: %s
                tier: %s
                """.formatted(
                entry.getSimpleName().toLowerCase(java.util.Locale.ROOT), entry.getSimpleName(), entry.getName(), tier);
        return node.packages().packed(yaml, "1.0.0", jar);
    }

    /** The extender's classes, and all files of the libraries. */
    private static byte[] shaded(List<String> own, Class<?>... libraries) throws IOException, URISyntaxException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            copy(ExtenderPackages.jar("org/example/library/", own), "none/", zip);
            for (Class<?> each : libraries) {
                Path file = Path.of(
                        each.getProtectionDomain().getCodeSource().getLocation().toURI());
                copy(Files.readAllBytes(file), "META-INF/", zip); // two libraries have the same ones
            }
        }
        return out.toByteArray();
    }

    private static void copy(byte[] jar, String without, ZipOutputStream to) throws IOException {
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                boolean wanted = !entry.isDirectory() && !entry.getName().startsWith(without);
                if (wanted && !entry.getName().endsWith("module-info.class")) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    from.transferTo(to);
                }
            }
        }
    }
}
