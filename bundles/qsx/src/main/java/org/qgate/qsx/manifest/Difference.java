package org.qgate.qsx.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.qgate.qsx.manifest.ServiceManifest.Request;
import org.qgate.qsx.manifest.ServiceManifest.Requirement;

/**
 * What a newer manifest asks for, compared with an older one. Each row is ordered by inclusion, or by size; what is neither
 * less nor equal is wider. So wider is exactly "not below", and going in steps never gets further than going at once.
 *
 * @param rows permissions first, everything that can be asked for
 */
public record Difference(List<Row> rows) {
    /** Makes the list unchangeable. */
    public Difference {
        rows = List.copyOf(rows);
    }

    /** What a row is about. */
    public enum Kind {
        /** A permission with its scope. Required is wider than optional. */
        PERMISSION,
        /** A number of the quota. */
        QUOTA,
        /** A protocol that it accepts. */
        PROVIDES,
        /** The scope of its commands in the shell: a word that is nobody else's from then on. */
        COMMANDS,
        /** Another extender that it needs. */
        REQUIRES,
        /** Hosts of the Internet. */
        EGRESS,
        /** What becomes of people's data, in words: every change counts. */
        DATA,
        /** What it costs, in words: every change counts, but to nothing. */
        PRICE,
        /** Where it runs: in the node's process is wider than apart from it. */
        TIER,
        /** Who signs: every other key counts. */
        PUBLISHER,
        /** The format of its data. Named, since a rollback returns to the data of before; never makes a manifest wider. */
        EPOCH
    }

    /** How a row changed. */
    public enum Change {
        /** It is new. */
        ADDED,
        /** It is more than before, or something else. */
        WIDENED,
        /** It is as before. */
        SAME,
        /** It is less than before. */
        NARROWED,
        /** It is gone. */
        DROPPED
    }

    /**
     * One thing that is asked for.
     *
     * @param before in words; empty when it is new
     * @param after in words; empty when it is gone
     */
    public record Row(Kind kind, String name, Change change, String before, String after) {
        /** Tells whether this alone needs consent. */
        public boolean isWider() {
            return kind != Kind.EPOCH && (change == Change.ADDED || change == Change.WIDENED);
        }
    }

    /** Tells whether the newer one asks for anything that the older one does not. */
    public boolean isWider() {
        return rows.stream().anyMatch(Row::isWider);
    }

    /** Returns the rows that changed. */
    public List<Row> changes() {
        return rows.stream().filter(row -> row.change() != Change.SAME).toList();
    }

    /** Compares what two manifests ask for. */
    public static Difference between(ServiceManifest older, ServiceManifest newer) {
        List<Row> rows = new ArrayList<>();
        rows.addAll(rows(Kind.PERMISSION, requests(older), requests(newer), Difference::within, Difference::words));
        rows.addAll(rows(Kind.QUOTA, quota(older), quota(newer), (one, other) -> one <= other, String::valueOf));
        rows.addAll(rows(Kind.PROVIDES, names(older), names(newer), String::equals, text -> text));
        rows.addAll(rows(Kind.COMMANDS, commands(older), commands(newer), String::equals, text -> text));
        rows.addAll(rows(Kind.REQUIRES, requires(older), requires(newer), String::equals, text -> text));
        Policies policies = new Policies(older.policies(), newer.policies());
        rows.add(policies.egress());
        rows.add(policies.data());
        rows.add(policies.price());
        rows.add(row(
                Kind.TIER,
                "tier",
                older.runtime().tier(),
                newer.runtime().tier(),
                (one, other) -> one.compareTo(other) >= 0,
                ServiceManifest.Tier::id));
        rows.add(row(
                Kind.PUBLISHER,
                "publisher",
                older.publisher().keyId(),
                newer.publisher().keyId(),
                String::equals,
                text -> text));
        rows.add(row(Kind.EPOCH, "epoch", older.epoch(), newer.epoch(), (a, b) -> a <= b, String::valueOf));
        return new Difference(rows);
    }

    private record Policies(ServiceManifest.Policies older, ServiceManifest.Policies newer) {
        Row egress() {
            BiPredicate<Set<String>, Set<String>> within = (one, other) -> other.containsAll(one);
            return row(Kind.EGRESS, "egress", older.egress(), newer.egress(), within, each -> String.join(" ", each));
        }

        Row data() {
            return row(Kind.DATA, "data", older.data(), newer.data(), String::equals, text -> text);
        }

        Row price() {
            BiPredicate<String, String> within = (one, other) -> one.isEmpty() || one.equals(other);
            return row(Kind.PRICE, "price", older.price(), newer.price(), within, text -> text);
        }
    }

    private static boolean within(Request one, Request other) {
        return other.scope().containsAll(one.scope()) && (one.optional() || !other.optional());
    }

    private static String words(Request request) {
        return (String.join(" ", request.scope()) + (request.optional() ? " optional" : " required")).strip();
    }

    private static Map<String, Request> requests(ServiceManifest manifest) {
        return manifest.permissions().stream()
                .collect(Collectors.toMap(each -> each.permission().id(), each -> each));
    }

    private static Map<String, Long> quota(ServiceManifest manifest) {
        Map<String, Long> numbers = new TreeMap<>();
        for (Quota.Item item : Quota.Item.values()) {
            numbers.put(item.id(), manifest.policies().quota().of(item));
        }
        return numbers;
    }

    private static Map<String, String> names(ServiceManifest manifest) {
        return manifest.provides().stream().collect(Collectors.toMap(each -> each, each -> each));
    }

    private static Map<String, String> commands(ServiceManifest manifest) {
        return manifest.commands().map(scope -> Map.of("commands", scope)).orElse(Map.of());
    }

    private static Map<String, String> requires(ServiceManifest manifest) {
        return manifest.requires().stream().collect(Collectors.toMap(Requirement::id, Requirement::versions));
    }

    private static <T> List<Row> rows(
            Kind kind,
            Map<String, T> before,
            Map<String, T> after,
            BiPredicate<T, T> within,
            Function<T, String> words) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .map(name -> row(kind, name, before.get(name), after.get(name), within, words))
                .toList();
    }

    /** One of both may be missing. */
    private static <T> Row row(
            Kind kind, String name, T before, T after, BiPredicate<T, T> within, Function<T, String> words) {
        if (before == null) {
            return new Row(kind, name, Change.ADDED, "", words.apply(after));
        }
        if (after == null) {
            return new Row(kind, name, Change.DROPPED, words.apply(before), "");
        }
        boolean less = within.test(after, before);
        boolean more = within.test(before, after);
        Change change = !less ? Change.WIDENED : more ? Change.SAME : Change.NARROWED;
        return new Row(kind, name, change, words.apply(before), words.apply(after));
    }
}
