package org.qgate.services.internal.consent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.qgate.api.extender.ConsentSheet;
import org.qgate.api.extender.ConsentSheet.Finding;
import org.qgate.api.extender.ConsentSheet.Row;
import org.qgate.qsx.manifest.Quota;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.manifest.ServiceManifest.Requirement;
import org.qgate.qsx.refuse.Refusal;
import org.qgate.services.internal.parcel.Parcel;

/** Consent sheets. */
public final class Sheets {
    private Sheets() {}

    /**
     * Returns what is asked.
     *
     * @param trust of the publisher
     * @param tier where it would run
     * @param held why it would not go live even with consent; may be empty
     * @param from manifest of the version in office; empty for none
     * @param before what is agreed to for it
     */
    public static ConsentSheet of(
            Parcel parcel,
            String trust,
            Tier tier,
            String held,
            Optional<ServiceManifest> from,
            Map<String, SortedSet<String>> before) {
        ServiceManifest to = parcel.manifest();
        return new ConsentSheet(
                to.id(),
                to.title(),
                from.map(ServiceManifest::version).orElse(""),
                to.version(),
                to.publisher().name(),
                to.publisher().keyId(),
                trust,
                tier.id(),
                held,
                permissions(from, to),
                terms(from, to, tier),
                List.of(
                        "package sha256 " + parcel.sha256(),
                        "bundle sha256 " + parcel.bundleSha256(),
                        "publisher " + to.publisher().keyId()),
                findings(parcel.findings()),
                Consents.wanted(from, before, to));
    }

    /**
     * Where a version would run.
     *
     * @param sentence what that means and why it is so, for people
     */
    public record Tier(String id, String sentence) {}

    /** Returns a sheet about a file of which nothing could be read. */
    public static ConsentSheet unreadable(List<Refusal> refusals) {
        return new ConsentSheet(
                "",
                "",
                "",
                "",
                "",
                "",
                "unknown",
                "",
                "",
                List.of(),
                List.of(),
                List.of(),
                findings(refusals),
                List.of());
    }

    private static List<Finding> findings(List<Refusal> refusals) {
        return refusals.stream()
                .map(each -> new Finding(each.code().id(), each.where(), each.what(), each.rule(), each.instead()))
                .toList();
    }

    /** Those that need consent come first. */
    private static List<Row> permissions(Optional<ServiceManifest> from, ServiceManifest to) {
        return Ask.of(from, to).stream()
                .sorted(Comparator.comparing((Ask ask) -> !(ask.isWider() && ask.isSensitive()))
                        .thenComparing(ask -> !ask.isWider()))
                .map(Sheets::row)
                .toList();
    }

    private static Row row(Ask ask) {
        return new Row(
                ask.permission().id(),
                ask.permission().level().name().toLowerCase(Locale.ROOT),
                ask.change().id(),
                Sentences.of(ask.permission(), ask.scope()),
                List.copyOf(ask.scope()),
                ask.reason(),
                ask.optional());
    }

    private static List<Row> terms(Optional<ServiceManifest> from, ServiceManifest to, Tier tier) {
        List<Row> terms = new ArrayList<>();
        terms.add(term("tier", "", tier.sentence()));
        for (Quota.Item item : Quota.Item.values()) {
            long now = to.policies().quota().of(item);
            long old = from.map(each -> each.policies().quota().of(item)).orElse(-1L);
            terms.add(term("quota." + item.id(), change(from, old, now), Long.toString(now)));
        }
        from.ifPresentOrElse(
                old -> terms.add(term("epoch", same(old.epoch() == to.epoch()), epoch(old.epoch(), to.epoch()))),
                () -> terms.add(term("epoch", "added", Long.toString(to.epoch()))));
        terms.add(term("provides", same(from, ServiceManifest::provides, to), String.join(", ", to.provides())));
        for (Requirement each : to.requires()) {
            terms.add(term(
                    "requires",
                    same(from.isPresent() && from.get().requires().contains(each)),
                    each.id() + " " + each.versions()));
        }
        words(
                terms,
                "price",
                from.map(each -> each.policies().price()),
                to.policies().price());
        words(
                terms,
                "data",
                from.map(each -> each.policies().data()),
                to.policies().data());
        return terms;
    }

    private static String epoch(long old, long now) {
        return old == now
                ? Long.toString(now)
                : now + ", was " + old + ": its data is copied first; going back returns to the copy";
    }

    private static void words(List<Row> terms, String name, Optional<String> old, String now) {
        if (!now.isEmpty()) {
            terms.add(term(name, same(old.filter(now::equals).isPresent()), now));
        }
    }

    private static String change(Optional<ServiceManifest> from, long old, long now) {
        if (from.isEmpty()) {
            return "added";
        }
        return now > old ? "widened" : now < old ? "narrowed" : "same";
    }

    private static String same(boolean same) {
        return same ? "same" : "added";
    }

    private static String same(
            Optional<ServiceManifest> from,
            java.util.function.Function<ServiceManifest, SortedSet<String>> what,
            ServiceManifest to) {
        if (from.isEmpty()) {
            return "added";
        }
        SortedSet<String> old = what.apply(from.get());
        SortedSet<String> now = what.apply(to);
        return old.equals(now) ? "same" : old.containsAll(now) ? "narrowed" : "widened";
    }

    private static Row term(String name, String change, String sentence) {
        return new Row(name, "", change, sentence, List.of(), "", false);
    }
}
