package org.qgate.packer.prune;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.qgate.packer.prune.Node.Kind;
import org.qgate.qsx.manifest.ServiceManifest.Runtime;
import org.qgate.qsx.manifest.ServiceManifest.Tier;

/**
 * What is left of a jar's files.
 *
 * @param files by name
 * @param quiet whether stand-ins take what libraries log
 * @param trace the ways from the entry class
 */
public record Pruned(Map<String, byte[]> files, boolean quiet, Trace trace) {
    private static final String SUFFIX = ".class";
    /** What every bundle may have beside its classes; other files are read by class loaders, which guarded ones do not have. */
    private static final Pattern PAPERS = Pattern.compile("META-INF/(LICENSE|NOTICE)[A-Za-z0-9._-]*");

    private static final Pattern NO_CLASS = Pattern.compile("(.*/)?(module-info|package-info)\\.class");

    /** Returns the files as they are, with the ways through them where they can be read. */
    public static Pruned nothing(Runtime runtime, Map<String, byte[]> files) {
        return cut(runtime, files)
                .map(cut -> new Pruned(files, false, cut.trace()))
                .orElseGet(() -> new Pruned(files, false, Trace.NONE));
    }

    /** Returns what the entry class needs; the files as they are when a class cannot be read, which the verifier explains. */
    public static Pruned of(Runtime runtime, Map<String, byte[]> files) {
        return cut(runtime, files).orElseGet(() -> new Pruned(files, false, Trace.NONE));
    }

    private static Optional<Pruned> cut(Runtime runtime, Map<String, byte[]> files) {
        String entry = runtime.entry().replace('.', '/');
        Map<String, byte[]> classes = new TreeMap<>(files);
        classes.keySet()
                .removeIf(
                        name -> !name.endsWith(SUFFIX) || NO_CLASS.matcher(name).matches());
        try {
            if (!classes.containsKey(entry + SUFFIX)) {
                return Optional.empty();
            }
            return Optional.of(
                    runtime.tier() == Tier.PROCESS ? whole(entry, files, classes) : members(entry, files, classes));
        } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            return Optional.empty();
        }
    }

    private static Pruned whole(String entry, Map<String, byte[]> files, Map<String, byte[]> classes) {
        Map<Node, Set<Node>> edges = ClassClosure.from(classes, entry);
        Map<String, byte[]> left = new TreeMap<>(files);
        left.keySet()
                .removeIf(name ->
                        name.startsWith("META-INF/") && !PAPERS.matcher(name).matches());
        left.keySet()
                .removeIf(name -> name.endsWith(SUFFIX)
                        && !edges.containsKey(Node.of(Kind.CLASS, name.substring(0, name.length() - SUFFIX.length()))));
        return new Pruned(left, false, Trace.of(null, Node.of(Kind.CLASS, entry), edges));
    }

    private static Pruned members(String entry, Map<String, byte[]> files, Map<String, byte[]> classes) {
        Quiet quiet = new Quiet(entry);
        Node root = Node.of(Kind.MADE, entry);
        Program program = Program.read(quiet.in(classes));
        Map<Node, Set<Node>> edges = Reach.from(program, root);
        if (misses(program, edges.keySet(), quiet)) {
            program = Program.read(classes);
            edges = Reach.from(program, root);
        }
        Map<String, byte[]> left = Cutter.cut(program, edges.keySet());
        boolean isQuiet = left.keySet().stream()
                .anyMatch(name -> quiet.isStandIn(name.substring(0, name.length() - SUFFIX.length())));
        files.forEach((name, content) -> {
            if (PAPERS.matcher(name).matches()) {
                left.put(name, content);
            }
        });
        return new Pruned(left, isQuiet, Trace.of(program, root, edges));
    }

    /** Something of logging is used that the stand-ins do not have: then the refusal should name the real thing. */
    private static boolean misses(Program program, Set<Node> reached, Quiet quiet) {
        return reached.stream()
                .filter(node -> node.kind() == Kind.METHOD)
                .flatMap(node -> program.method(node.owner(), node.key()).stream())
                .anyMatch(found -> Trace.references(found.member()).stream().anyMatch(reference -> {
                    int dot = reference.indexOf('.');
                    String key = reference.substring(dot + 1);
                    return dot > 0
                            && quiet.isStandIn(reference.substring(0, dot))
                            && key.contains(" (")
                            && program.method(reference.substring(0, dot), key.replace(" ", ""))
                                    .isEmpty();
                }));
    }
}
