package org.qgate.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house over every source file. */
class SourceIT {
    private static final int LONGEST_FILE = 400;
    /** Tests and their kit may be a little longer. */
    private static final int LONGEST_TEST = 450;

    private static final int LARGEST_BASE = 3_500;
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TODO|FIXME)\\b|@Disabled\\b|@Ignore\\b");
    private static final Pattern CITED = Pattern.compile("\\[([A-Z]{2,}-[0-9]+)]");
    private static final Pattern DEFINED = Pattern.compile("^- \\*\\*" + CITED + "\\*\\*");
    /** The pause between two looks at another process is written {@code TimeUnit.….sleep}, on purpose. */
    private static final Pattern SLEEP = Pattern.compile("Thread\\.sleep\\(");

    @Test
    void shouldLeaveNothingForLater() {
        assertEquals(List.of(), matching(LEFT_OVER, sources("")));
    }

    @Test
    void shouldWaitForConditionsInTests() {
        assertEquals(List.of(), matching(SLEEP, sources("/src/test/")));
    }

    @Test
    void shouldKeepFilesShort() {
        List<String> tooLong = sources("").stream()
                .filter(file -> lines(file).size() > (isTest(file) ? LONGEST_TEST : LONGEST_FILE))
                .map(file -> name(file) + " has " + lines(file).size() + " lines")
                .toList();
        assertEquals(List.of(), tooLong);
    }

    @Test
    void shouldKeepTheBedrockSmall() {
        int lines = sources("bundles/base/src/main/").stream()
                .mapToInt(file -> lines(file).size())
                .sum();
        assertTrue(lines <= LARGEST_BASE, "base has " + lines + " lines");
    }

    /** A clause that code names can be read in the protocol. */
    @Test
    void shouldNameClausesThatExist() {
        Path protocol = BuiltBundles.root().resolve("docs/protocol.md");
        Set<String> clauses = clauses(protocol, DEFINED).collect(Collectors.toSet());
        List<String> unknown = sources("").stream()
                .flatMap(file -> clauses(file, CITED)
                        .filter(clause -> !clauses.contains(clause))
                        .map(clause -> name(file) + ": [" + clause + "]"))
                .toList();
        assertTrue(clauses.size() > 100, "only " + clauses.size() + " clauses");
        assertEquals(List.of(), unknown);
    }

    private static Stream<String> clauses(Path file, Pattern pattern) {
        return lines(file).stream()
                .flatMap(line -> pattern.matcher(line).results())
                .map(found -> found.group(1));
    }

    @Test
    void shouldDescribeEveryPackage() {
        List<Path> all = sources("/src/main/");
        List<String> bare = all.stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .map(SourceIT::name)
                .toList();
        assertEquals(List.of(), bare);
    }

    private static boolean isTest(Path file) {
        return name(file).contains("src/test/") || name(file).startsWith("bundles/sim/");
    }

    private static List<String> matching(Pattern pattern, List<Path> files) {
        return files.stream()
                .flatMap(file -> lines(file).stream()
                        .filter(line -> pattern.matcher(withoutTexts(line)).find())
                        .map(line -> name(file) + ": " + line.strip()))
                .toList();
    }

    /** What stands in a string is not code of this file. */
    private static String withoutTexts(String line) {
        return line.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "\"\"");
    }

    private static List<Path> sources(String part) {
        try (Stream<Path> files = Files.walk(BuiltBundles.root())) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !name(file).contains("target/"))
                    .filter(file -> ("/" + name(file)).contains(part))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String name(Path file) {
        return BuiltBundles.root().relativize(file).toString();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
