package org.qgate.dpn.internal.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.qgate.api.dpn.Rule;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.DpnError;
import org.qgate.api.error.QGateException;
import org.qgate.api.store.Namespace;
import org.qgate.dpn.internal.dest.Destination;

/**
 * The operator's rules, tried in order, a record each in the store. While they are not known nothing is decided but
 * {@code block}: a lost rule must not turn into traffic. {@link #decide}, {@link #readable}, {@link #forget},
 * {@link #freeze} and {@link #thaw} ask nobody and may run on the event loop; the rest blocks. Thread-safe.
 */
public final class RuleBook {
    /** How many rules there may be. */
    public static final int MAX_RULES = 1_000;

    private static final Content UNKNOWN = new Content(List.of(), 1, false);

    /** A rule as it is decided by. */
    private record Entry(long id, RulePattern pattern, RuleAction action, LongAdder hits) {
        Rule rule() {
            return new Rule(id, pattern.text(), action.text(), hits.sum());
        }
    }

    /** All rules of one moment. */
    private record Content(List<Entry> entries, long next, boolean known) {}

    private final Supplier<Namespace> kept;
    private volatile Content content = UNKNOWN;

    /**
     * Makes a book that blocks everything until {@link #load} succeeded.
     *
     * @param kept asked for at each use
     */
    public RuleBook(Supplier<Namespace> kept) {
        this.kept = kept;
    }

    /**
     * Reads the rules. What was known before counts until then, and if they cannot be read.
     *
     * @throws QGateException QG-BAS-0006 when they make no sense, or what the store says
     */
    public synchronized void load() {
        RuleRecords.Read read = RuleRecords.read(kept.get());
        List<Entry> entries = new ArrayList<>();
        try {
            read.rules().forEach((id, rule) -> entries.add(entry(id, rule.pattern(), rule.action())));
        } catch (QGateException damaged) {
            content = UNKNOWN;
            throw new QGateException(BaseError.STATE_READ, "a rule makes no sense", damaged);
        }
        content = new Content(entries, read.next(), true);
    }

    /** Drops the rules from memory: nothing is let through until they are read again. */
    public void forget() {
        content = UNKNOWN;
    }

    /** Makes an entry that goes on counting where the one of the same number stands. */
    private Entry entry(long id, String pattern, String action) {
        RulePattern parsed = RulePattern.parse(pattern)
                .orElseThrow(() -> new QGateException(
                        DpnError.BAD_RULE,
                        "pattern '" + brief(pattern) + "'; allowed: example.org, *.example.org, 192.0.2.0/24, *, each"
                                + " perhaps with :port or :first-last"));
        RuleAction decided = RuleAction.parse(action)
                .orElseThrow(() -> new QGateException(
                        DpnError.BAD_RULE, "action '" + brief(action) + "'; allowed: direct, 1, 3, 5, block"));
        LongAdder hits = content.entries().stream()
                .filter(known -> known.id() == id)
                .findFirst()
                .map(Entry::hits)
                .orElseGet(LongAdder::new);
        return new Entry(id, parsed, decided, hits);
    }

    private static String brief(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    /** Whether the rules are known. */
    public boolean readable() {
        return content.known();
    }

    /** Returns what the first matching rule says, or the default. Counts the hit. */
    public RuleAction decide(Destination destination, int port, RuleAction byDefault) {
        Content now = content;
        if (!now.known()) {
            return RuleAction.BLOCK;
        }
        for (Entry entry : now.entries()) {
            if (entry.pattern().matches(destination, port)) {
                entry.hits().increment();
                return entry.action();
            }
        }
        return byDefault;
    }

    /** Returns the rules in order. */
    public List<Rule> rules() {
        return content.entries().stream().map(Entry::rule).toList();
    }

    /**
     * Adds a rule at the end and stores it.
     *
     * @throws QGateException QG-DPN-0006 when it is malformed or there are too many
     */
    public synchronized Rule add(String pattern, String action) {
        Content before = known();
        if (before.entries().size() >= MAX_RULES) {
            throw new QGateException(DpnError.BAD_RULE, "there are " + MAX_RULES + " rules already, the most allowed");
        }
        Entry added = entry(before.next(), pattern, action);
        RuleRecords.add(
                kept.get(), added.id(), added.pattern().text(), added.action().text());
        List<Entry> changed = new ArrayList<>(before.entries());
        changed.add(added);
        content = new Content(List.copyOf(changed), before.next() + 1, true);
        return added.rule();
    }

    /** Removes a rule; false when there is none with this number. */
    public synchronized boolean remove(long id) {
        Content before = known();
        List<Entry> changed = new ArrayList<>(before.entries());
        if (!changed.removeIf(entry -> entry.id() == id)) {
            return false;
        }
        RuleRecords.remove(kept.get(), id);
        content = new Content(List.copyOf(changed), before.next(), true);
        return true;
    }

    private Content known() {
        Content now = content;
        if (!now.known()) {
            throw new QGateException(DpnError.NO_RULES, "the rules are not known, so they are not changed");
        }
        return now;
    }

    /** Returns the rules as plain values: behind the gate of a hand-over nobody can ask the store. */
    public Map<String, Object> freeze() {
        Content now = content;
        List<Map<String, Object>> rules = new ArrayList<>();
        for (Entry entry : now.entries()) {
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("id", entry.id());
            rule.put("pattern", entry.pattern().text());
            rule.put("action", entry.action().text());
            rule.put("hits", entry.hits().sum());
            rules.add(rule);
        }
        return Map.of("known", now.known(), "next", now.next(), "rules", rules);
    }

    /**
     * Takes over what another book gave.
     *
     * @throws QGateException QG-DPN-0006 when this version does not understand a rule
     */
    @SuppressWarnings("unchecked") // made by freeze()
    public void thaw(Map<String, Object> frozen) {
        List<Entry> entries = new ArrayList<>();
        for (Map<String, Object> rule : (List<Map<String, Object>>) frozen.get("rules")) {
            Entry entry = entry((Long) rule.get("id"), (String) rule.get("pattern"), (String) rule.get("action"));
            entry.hits().add((Long) rule.get("hits"));
            entries.add(entry);
        }
        content = new Content(entries, (Long) frozen.get("next"), (Boolean) frozen.get("known"));
    }
}
