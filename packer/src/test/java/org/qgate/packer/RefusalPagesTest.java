package org.qgate.packer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qgate.api.error.ClassError;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.PackageError;
import org.qgate.packer.RefusalPage.Example;
import org.qgate.qsx.Packing;
import org.qgate.qsx.Qsx;
import org.qgate.qsx.header.GeneratedHeaders;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.manifest.ServiceManifest.Tier;
import org.qgate.qsx.pack.Archive;
import org.qgate.qsx.pack.ArchiveWriter;
import org.qgate.qsx.refuse.Refusal;
import org.qgate.qsx.refuse.RefusedPackageException;
import org.qgate.release.SecretKey;

/** Every code has a page, and what a page shows as refused or accepted is. */
final class RefusalPagesTest {
    private static final Qsx JUDGE = new Qsx(new BouncyVerifier());
    private static final Pattern TYPE =
            Pattern.compile("(?s)(package .*|((public|final|abstract) )*(class|interface|record|enum) .*)");
    /** How wide a terminal is that shows a page. */
    private static final int WIDEST = 120;

    private static final Map<String, Map<String, byte[]>> COMPILED = new HashMap<>();

    @TempDir
    private static Path folder;

    private static ServiceYaml yaml;
    private static ServiceManifest usual;

    private static Stream<ErrorCode> codes() {
        return Stream.concat(Stream.of(PackageError.values()), Stream.of(ClassError.values()));
    }

    static Stream<RefusalPage> pages() throws IOException {
        return RefusalPage.all();
    }

    private static ErrorCode code(RefusalPage page) {
        return codes().filter(each -> each.id().equals(page.id())).findFirst().orElseThrow();
    }

    @BeforeAll
    static void readManifest() throws IOException {
        yaml = new ServiceYaml(SecretKey.make(folder.resolve("example.key")), "");
        usual = yaml.read(Authored.YAML, "1.0.0").manifest();
    }

    @Test
    void shouldHaveOneForEachCode() throws IOException {
        assertEquals(
                codes().map(ErrorCode::id).sorted().toList(),
                pages().map(RefusalPage::id).sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldSayTheSameAsTheCode(RefusalPage page) {
        String heading = "# " + page.id() + ": " + code(page).meaning() + "\n";
        assertTrue(page.text().startsWith(heading), heading);
        for (String part : List.of("\n## Why\n", "\n## Instead\n", "\n## Refused\n", "\n## Accepted\n")) {
            assertTrue(page.text().contains(part), part);
        }
        assertTrue(page.examples().stream().anyMatch(Example::refused), "an example");
        page.text()
                .lines()
                .skip(1)
                .forEach(line -> assertTrue(line.length() <= WIDEST && line.matches("[ -~]*"), line));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldShowWhatIsSo(RefusalPage page) throws IOException {
        for (Example each : page.examples()) {
            if (!each.language().equals("text")) {
                List<String> found = refusals(each, Tier.GUARDED);
                assertEquals(each.refused(), found.contains(page.id()), () -> each + ": " + found);
                assertTrue(each.refused() || found.isEmpty(), () -> each + ": " + found);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldSayInWhichTiersAClassIsRefused(RefusalPage page) throws IOException {
        boolean both = page.text().contains("\nIn the tiers `guarded` and `process`.\n");
        boolean one = page.text().contains("\nIn the tier `guarded` only");
        assertEquals(code(page) instanceof ClassError, both || one);
        for (Example each : page.examples()) {
            if (each.refused() && each.language().equals("java")) {
                assertEquals(both, refusals(each, Tier.PROCESS).contains(page.id()), each::toString);
            }
        }
    }

    private static List<String> refusals(Example example, Tier tier) throws IOException {
        try {
            return found(example, tier).stream()
                    .map(each -> each.code().id())
                    .distinct()
                    .toList();
        } catch (RefusedPackageException refused) {
            return refused.refusals().stream().map(each -> each.code().id()).toList();
        }
    }

    private static List<Refusal> found(Example example, Tier tier) throws IOException {
        Map<String, byte[]> files = new TreeMap<>(JarFiles.of(Authored.jar("org.example.greeter.Greeter")));
        ServiceManifest manifest = usual.in(tier);
        switch (example.language()) {
            case "java" -> files.putAll(COMPILED.computeIfAbsent(example.content(), RefusalPagesTest::compile));
            case "yaml" ->
                manifest = yaml.read(yaml(example.content()), "1.0.0").manifest();
            case "files" -> example.content().lines().forEach(name -> files.put(name, new byte[1]));
            case "mf" -> {
                return JUDGE.check(manifest, bundle(manifest, files, example.content()))
                        .refusals();
            }
            default -> throw new IllegalArgumentException(example.language());
        }
        return JUDGE.check(manifest, Packing.bundle(manifest, files)).refusals();
    }

    private static Map<String, byte[]> compile(String content) {
        if (content.startsWith("package ")) {
            return Sources.compile("Words", content);
        }
        boolean isType = TYPE.matcher(content).matches();
        String returning = content.contains("return ") ? content : content + "\nreturn null;";
        String source = """
                package org.example.page;
                import java.io.*;
                import java.nio.charset.StandardCharsets;
                import java.util.*;
                import java.util.concurrent.*;
                import java.util.function.*;
                import org.qgate.ext.*;
                public final class Page {
                    private Host host;
                    Object run(String text, byte[] bytes) throws Throwable { %s }
                }
                %s
                """.formatted(isType ? "return null;" : returning, isType ? content : "");
        return Sources.compile("Page", source);
    }

    /** The fields of the usual file, those of the example in their places; a whole file when it begins with the id. */
    private static String yaml(String example) {
        if (example.startsWith("id:") && example.contains("\n")) {
            return example;
        }
        Map<String, Object> given = new LinkedHashMap<>();
        for (String part : Authored.YAML.split("\n(?=[a-z])")) {
            given.put(part.substring(0, part.indexOf(':')), part);
        }
        given.remove("provides"); // asked for by permissions that an example may replace
        for (String line : example.split("\n(?=[a-z])")) {
            given.remove(line.substring(0, line.indexOf(':')));
        }
        return given.values().stream()
                        .map(String::valueOf)
                        .map(String::stripTrailing)
                        .collect(Collectors.joining("\n")) + "\n" + example + "\n";
    }

    private static byte[] bundle(ServiceManifest manifest, Map<String, byte[]> files, String header) {
        String right = new String(GeneratedHeaders.bytes(manifest), StandardCharsets.UTF_8);
        String headers = right.substring(0, right.length() - 2) + header + "\r\n\r\n";
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(GeneratedHeaders.FILE, headers.getBytes(StandardCharsets.UTF_8));
        entries.putAll(files);
        return ArchiveWriter.write(new Archive(entries), true);
    }
}
