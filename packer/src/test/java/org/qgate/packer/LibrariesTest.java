package org.qgate.packer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Joiner;
import com.google.common.util.concurrent.internal.InternalFutureFailureAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.example.corpus.Answering;
import org.example.corpus.Binds;
import org.example.corpus.Caches;
import org.example.corpus.Checks;
import org.example.corpus.Computes;
import org.example.corpus.Counts;
import org.example.corpus.Hashes;
import org.example.corpus.Joins;
import org.example.corpus.Keeps;
import org.example.corpus.Posts;
import org.example.corpus.Ranges;
import org.example.corpus.Shows;
import org.example.corpus.Splits;
import org.example.corpus.Streams;
import org.example.corpus.Trees;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qgate.packer.prune.Pruned;
import org.qgate.qsx.manifest.ServiceManifest.Runtime;
import org.qgate.qsx.manifest.ServiceManifest.Tier;
import org.qgate.qsx.pack.Archive;
import org.qgate.qsx.refuse.Refusal;
import org.qgate.qsx.verify.AllowList;
import org.qgate.qsx.verify.ClassVerifier;

/**
 * Extenders with the real Guava and the real Jackson: what becomes of them in either tier, and that what is left of them does
 * the same. The table in {@code docs/extenders.md} is this test's; {@code -Dqgate.docs.write=true} writes it anew.
 */
final class LibrariesTest {
    private static final ClassVerifier VERIFIER = new ClassVerifier(AllowList.load());
    private static final Map<String, byte[]> GUAVA =
            Jars.with(Jars.files(Joiner.class, InternalFutureFailureAccess.class), Answering.class);
    private static final Map<String, byte[]> JACKSON =
            Jars.with(Jars.files(JsonFactory.class, ObjectMapper.class, JsonProperty.class), Answering.class);
    private static final List<String> INPUTS = List.of("", "a", "x, y,,z", "one two three");

    private static final String BEGIN = "<!-- libraries: written by a test -->\n";
    private static final String END = "<!-- end of libraries -->\n";

    private static final Map<User, Outcome> OUTCOMES = new LinkedHashMap<>();

    /** What an extender uses, its class, and whether pruning lets it into the tier {@code guarded}. */
    private record User(String uses, Class<?> entry, boolean isGuarded) {
        Map<String, byte[]> files() {
            return uses.startsWith("Guava") ? GUAVA : JACKSON;
        }

        List<Refusal> refusals(Tier tier, Map<String, byte[]> files) {
            return VERIFIER.verify(tier, "org.example.corpus", entry.getName(), new Archive(files))
                    .refusals();
        }

        @Override
        public String toString() {
            return uses;
        }
    }

    /** What became of it in both tiers. */
    private record Outcome(
            Map<String, byte[]> guarded,
            List<Refusal> guardedRefusals,
            Map<String, byte[]> process,
            List<Refusal> processRefusals) {
        static Outcome of(User user) {
            Pruned guarded = pruned(user, Tier.GUARDED);
            Pruned process = pruned(user, Tier.PROCESS);
            return new Outcome(
                    guarded.files(),
                    user.refusals(Tier.GUARDED, guarded.files()).stream()
                            .map(guarded.trace()::explain)
                            .toList(),
                    process.files(),
                    user.refusals(Tier.PROCESS, process.files()));
        }

        private static Pruned pruned(User user, Tier tier) {
            return Pruned.of(new Runtime(tier, "[1,2)", user.entry().getName()), JarFiles.forJava17(user.files()));
        }
    }

    @BeforeAll
    static void prune() {
        users().forEach(user -> OUTCOMES.put(user, Outcome.of(user)));
    }

    static Stream<User> users() {
        return Stream.of(
                new User("Guava: Joiner", Joins.class, true),
                new User("Guava: Splitter", Splits.class, true),
                new User("Guava: ImmutableList, -Map, -Set", Keeps.class, true),
                new User("Guava: Multimap, BiMap", Counts.class, true),
                new User("Guava: RangeSet, Lists, Sets, Iterables", Ranges.class, true),
                new User("Guava: IntMath, Ints, BaseEncoding", Computes.class, true),
                new User("Guava: Preconditions", Checks.class, true),
                new User("Guava: MoreObjects", Shows.class, false),
                new User("Guava: Hashing", Hashes.class, false),
                new User("Guava: Cache", Caches.class, false),
                new User("Guava: EventBus", Posts.class, false),
                new User("Jackson: streams of tokens", Streams.class, false),
                new User("Jackson: trees", Trees.class, false),
                new User("Jackson: own classes", Binds.class, false));
    }

    @ParameterizedTest
    @MethodSource("users")
    void shouldRefuseWholeLibrariesInReadableWords(User user) {
        List<Refusal> refusals = user.refusals(Tier.GUARDED, user.files());
        assertTrue(refusals.size() > 100, "only " + refusals.size());
        for (Refusal each : refusals) {
            assertFalse(each.rule().isBlank() || each.instead().isBlank(), each.line());
        }
    }

    @ParameterizedTest
    @MethodSource("users")
    void shouldAcceptWhatIsLeftOrSayByWhichWayItGetsThere(User user) {
        List<Refusal> refusals = OUTCOMES.get(user).guardedRefusals();
        assertEquals(user.isGuarded(), refusals.isEmpty(), () -> refusals.get(0).line());
        String name = user.entry().getName().replace('.', '/');
        for (Refusal each : refusals) {
            assertTrue(each.path().get(0).startsWith(name), each.line());
            String last = each.path().get(each.path().size() - 1);
            assertTrue(last.startsWith(each.where()), each.where() + " after " + each.path());
        }
    }

    @ParameterizedTest
    @MethodSource("users")
    void shouldAcceptAllOfThemInAProcessOfTheirOwn(User user) {
        assertEquals(List.of(), OUTCOMES.get(user).processRefusals());
    }

    @ParameterizedTest
    @MethodSource("users")
    void shouldDoTheSameAsBefore(User user) throws ReflectiveOperationException {
        List<String> before = answers(user, user.files());
        assertEquals(before, answers(user, OUTCOMES.get(user).process()));
        if (user.isGuarded()) {
            assertEquals(before, answers(user, OUTCOMES.get(user).guarded()));
        }
    }

    private static List<String> answers(User user, Map<String, byte[]> files) throws ReflectiveOperationException {
        Object made = Jars.loader(files)
                .loadClass(user.entry().getName())
                .getConstructor()
                .newInstance();
        @SuppressWarnings("unchecked") // each of them is one
        UnaryOperator<String> service = (UnaryOperator<String>) made;
        return INPUTS.stream().map(service).toList();
    }

    @Test
    void shouldStandInTheDocumentation() throws Exception {
        List<String> rows = new ArrayList<>();
        rows.add("| what it uses | `guarded`, whole | `guarded`, pruned | `process`, pruned |\n|---|---|---|---|\n");
        OUTCOMES.forEach((user, outcome) -> {
            List<Refusal> refusals = outcome.guardedRefusals();
            String guarded =
                    refusals.isEmpty() ? "**accepted**, " + classes(outcome.guarded()) : "refused: " + codes(refusals);
            rows.add("| " + user + " | refused | " + guarded + " | accepted, " + classes(outcome.process()) + " |\n");
        });
        Path file = Path.of(System.getProperty("qgate.docs"), "extenders.md");
        String text = Files.readString(file);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        String table = String.join("", rows);
        if (Boolean.getBoolean("qgate.docs.write")) {
            Files.writeString(file, text.substring(0, from) + table + text.substring(to));
        } else {
            assertEquals(table, text.substring(from, to), "write it anew with -Dqgate.docs.write=true");
        }
    }

    private static String classes(Map<String, byte[]> files) {
        return files.keySet().stream().filter(name -> name.endsWith(".class")).count() + " classes";
    }

    private static String codes(List<Refusal> refusals) {
        List<String> codes = refusals.stream()
                .map(each -> each.code().id())
                .distinct()
                .sorted()
                .toList();
        int few = Math.min(3, codes.size());
        String more = codes.size() > few ? " and " + (codes.size() - few) + " more" : "";
        return String.join(", ", codes.subList(0, few)) + more;
    }
}
