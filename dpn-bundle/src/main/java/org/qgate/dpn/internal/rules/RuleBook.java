package org.qgate.dpn.internal.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.qgate.api.base.StateFolder;
import org.qgate.api.dpn.Rule;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.DpnError;
import org.qgate.api.error.QGateException;
import org.qgate.common.json.Json;
import org.qgate.dpn.internal.dest.Destination;

/**
 * The operator's rules, tried in order, stored at each change. While the stored rules cannot be read everything is
 * blocked: a lost {@code block} must not turn into traffic. {@link #decide} is cheap and may run on the event loop; the
 * rest touches the disk. Thread-safe.
 */
public final class RuleBook {
    /** Where the rules are stored. */
    public static final String FILE = "dpn/rules.json";

    /** How many rules there may be. */
    public static final int MAX_RULES = 1_000;

    private static final String SCHEMA = "qgate.dpn.rules/1";

    private record Entry(long id, RulePattern pattern, RuleAction action, LongAdder hits) {
        Rule rule() {
            return new Rule(id, pattern.text(), action.text(), hits.sum());
        }
    }

    private final StateFolder folder;
    private volatile List<Entry> entries = List.of();
    private volatile boolean readable;
    private long nextId = 1;

    /** Makes an empty book that blocks everything until {@link #load} succeeded. */
    public RuleBook(StateFolder folder) {
        this.folder = folder;
    }

    /**
     * Reads the stored rules.
     *
     * @throws QGateException QG-BAS-0006 when they cannot be read
     */
    public synchronized void load() {
        readable = false;
        Optional<byte[]> stored = folder.read(FILE);
        if (stored.isPresent()) {
            try {
                read(new String(stored.get(), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException | ClassCastException | NullPointerException damaged) {
                throw new QGateException(
                        BaseError.STATE_READ, FILE + " holds no rules: " + damaged.getMessage(), damaged);
            }
        }
        readable = true;
    }

    private void read(String text) {
        Map<?, ?> document = (Map<?, ?>) Json.read(text);
        if (!SCHEMA.equals(document.get("schema"))) {
            throw new IllegalArgumentException("schema is not " + SCHEMA);
        }
        List<Entry> read = new ArrayList<>();
        for (Object element : (List<?>) document.get("rules")) {
            Map<?, ?> rule = (Map<?, ?>) element;
            read.add(entry((Long) rule.get("id"), (String) rule.get("pattern"), (String) rule.get("action")));
        }
        nextId = (Long) document.get("next");
        entries = List.copyOf(read);
    }

    private static Entry entry(long id, String pattern, String action) {
        RulePattern parsed = RulePattern.parse(pattern)
                .orElseThrow(() -> new QGateException(
                        DpnError.BAD_RULE,
                        "pattern '" + brief(pattern) + "'; allowed: example.org, *.example.org, 192.0.2.0/24, *, each"
                                + " perhaps with :port or :first-last"));
        RuleAction decided = RuleAction.parse(action)
                .orElseThrow(() -> new QGateException(
                        DpnError.BAD_RULE, "action '" + brief(action) + "'; allowed: direct, 1, 3, 5, block"));
        return new Entry(id, parsed, decided, new LongAdder());
    }

    private static String brief(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    /** Whether the stored rules could be read. */
    public boolean readable() {
        return readable;
    }

    /** Returns what the first matching rule says, or the default. Counts the hit. */
    public RuleAction decide(Destination destination, int port, RuleAction byDefault) {
        if (!readable) {
            return RuleAction.BLOCK;
        }
        for (Entry entry : entries) {
            if (entry.pattern().matches(destination, port)) {
                entry.hits().increment();
                return entry.action();
            }
        }
        return byDefault;
    }

    /** Returns the rules in order. */
    public List<Rule> rules() {
        return entries.stream().map(Entry::rule).toList();
    }

    /**
     * Adds a rule at the end and stores all.
     *
     * @throws QGateException QG-DPN-0006 when it is malformed or there are too many
     */
    public synchronized Rule add(String pattern, String action) {
        requireReadable();
        if (entries.size() >= MAX_RULES) {
            throw new QGateException(DpnError.BAD_RULE, "there are " + MAX_RULES + " rules already, the most allowed");
        }
        Entry added = entry(nextId, pattern, action);
        List<Entry> changed = new ArrayList<>(entries);
        changed.add(added);
        store(changed, nextId + 1);
        return added.rule();
    }

    /** Removes a rule and stores the rest; false when there is none with this number. */
    public synchronized boolean remove(long id) {
        requireReadable();
        List<Entry> changed = new ArrayList<>(entries);
        if (!changed.removeIf(entry -> entry.id() == id)) {
            return false;
        }
        store(changed, nextId);
        return true;
    }

    private void requireReadable() {
        if (!readable) {
            throw new QGateException(BaseError.STATE_READ, FILE + " could not be read, so it is not overwritten");
        }
    }

    private void store(List<Entry> changed, long next) {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (Entry entry : changed) {
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("id", entry.id());
            rule.put("pattern", entry.pattern().text());
            rule.put("action", entry.action().text());
            rules.add(rule);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        document.put("next", next);
        document.put("rules", rules);
        folder.write(FILE, Json.writePretty(document).getBytes(StandardCharsets.UTF_8));
        entries = List.copyOf(changed);
        nextId = next;
    }
}
