package org.qgate.dpn.internal.rules;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.api.store.Batch;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.Row;
import org.qgate.api.store.StoreMap;
import org.qgate.common.json.Json;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/** The rules in the store: a record each, in the order of their numbers, and the next number. Blocking. */
public final class RuleRecords {
    /** This bundle's namespace. */
    public static final String NAMESPACE = "dpn";

    /** The map of the rules. */
    static final String MAP = "rules";

    /** Where a version without a store kept them. */
    static final String EARLIER_FILE = "dpn/rules.json";

    private static final byte[] NEXT = bytes("next");
    private static final byte[] MOVED_IN = bytes("moved-in");
    private static final String RULE = "rule/";
    private static final byte[] AFTER_RULES = bytes("rule0"); // '0' follows '/'
    private static final int VERSION = 1;
    private static final int MAX_TEXT = 1_024;

    /** A rule's texts. */
    record Texts(String pattern, String action) {}

    /** What was found. */
    record Read(Map<Long, Texts> rules, long next) {}

    private RuleRecords() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] key(long id) {
        return ByteBuffer.allocate(RULE.length() + Long.BYTES)
                .put(bytes(RULE))
                .putLong(id)
                .array();
    }

    static byte[] value(String pattern, String action) {
        return new WireWriter()
                .u8(VERSION)
                .bytes16(bytes(pattern))
                .bytes16(bytes(action))
                .toBytes();
    }

    static Read read(Namespace names) {
        StoreMap map = names.map(MAP);
        Map<Long, Texts> rules = new LinkedHashMap<>();
        byte[] from = bytes(RULE);
        List<Row> some = map.range(from, AFTER_RULES, RuleBook.MAX_RULES);
        while (!some.isEmpty()) {
            some.forEach(row -> rules.put(id(row.key()), texts(row.value())));
            byte[] last = some.get(some.size() - 1).key();
            some = map.range(Arrays.copyOf(last, last.length + 1), AFTER_RULES, RuleBook.MAX_RULES);
        }
        return new Read(rules, Math.max(1, map.count(NEXT)));
    }

    private static long id(byte[] key) {
        if (key.length != RULE.length() + Long.BYTES) {
            throw new QGateException(BaseError.STATE_READ, "a rule's key has " + key.length + " bytes");
        }
        return ByteBuffer.wrap(key).getLong(RULE.length());
    }

    private static Texts texts(byte[] value) {
        try {
            WireReader in = new WireReader(value);
            int version = in.u8();
            if (version != VERSION) {
                throw new WireException("a rule of version " + version);
            }
            Texts texts = new Texts(text(in), text(in));
            in.finish();
            return texts;
        } catch (WireException damaged) {
            throw new QGateException(BaseError.STATE_READ, "a rule is damaged: " + damaged.getMessage(), damaged);
        }
    }

    private static String text(WireReader in) {
        return new String(in.bytes16(MAX_TEXT), StandardCharsets.UTF_8);
    }

    static void add(Namespace names, long id, String pattern, String action) {
        names.batch()
                .put(MAP, key(id), value(pattern, action))
                .put(MAP, NEXT, number(id + 1))
                .commit();
    }

    static void remove(Namespace names, long id) {
        names.map(MAP).remove(key(id));
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    /**
     * Takes over what a version without a store left in a file, once, and erases it. A file that appears later is erased
     * unread: it is not this node's.
     *
     * @throws QGateException QG-BAS-0006 when it makes no sense
     */
    public static void moveIn(StateFolder state, Namespace names) {
        if (names.map(MAP).get(MOVED_IN).isEmpty()) {
            Batch batch = names.batch();
            state.read(EARLIER_FILE).ifPresent(file -> copy(file, batch));
            batch.put(MAP, MOVED_IN, number(1)).commit();
        }
        state.list(NAMESPACE).forEach(state::delete);
    }

    private static void copy(byte[] file, Batch batch) {
        try {
            Map<?, ?> document = (Map<?, ?>) Json.read(new String(file, StandardCharsets.UTF_8));
            for (Object element : (List<?>) document.get("rules")) {
                Map<?, ?> rule = (Map<?, ?>) element;
                batch.put(MAP, key((Long) rule.get("id")), value((String) rule.get("pattern"), (String)
                        rule.get("action")));
            }
            batch.put(MAP, NEXT, number((Long) document.get("next")));
        } catch (IllegalArgumentException | ClassCastException | NullPointerException damaged) {
            throw new QGateException(
                    BaseError.STATE_READ, EARLIER_FILE + " holds no rules: " + damaged.getMessage(), damaged);
        }
    }
}
