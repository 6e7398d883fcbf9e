package org.qgate.ext.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.qgate.ext.Host;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.store.Space;
import org.qgate.ext.store.Space.Change;

/** An extender's own space of the store. */
public abstract class SpaceContract extends Contract {
    private static Optional<byte[]> some(String text) {
        return Optional.of(bytes(text));
    }

    private static String text(Optional<byte[]> value) {
        return value.map(String::new).orElse("none");
    }

    @Test
    void shouldKeepWhatWasPut() {
        Space space = host("a").space();
        assertEquals(Optional.empty(), space.get("map", bytes("key")));
        space.put("map", bytes("key"), bytes("value"));
        assertEquals("value", text(space.get("map", bytes("key"))));
        assertEquals("none", text(space.get("other", bytes("key"))));
        space.remove("map", bytes("key"));
        assertEquals("none", text(space.get("map", bytes("key"))));
    }

    @Test
    void shouldKeepItOverARestart() {
        Host first = host("a");
        first.space().put("map", bytes("key"), bytes("value"));
        tier().end(first);
        assertEquals("value", text(host("a").space().get("map", bytes("key"))));
    }

    @Test
    void shouldShowNothingToOthers() {
        host("a").space().put("map", bytes("key"), bytes("value"));
        assertEquals("none", text(host("b").space().get("map", bytes("key"))));
    }

    @Test
    void shouldCopyWhatCrosses() {
        Space space = host("a").space();
        byte[] value = bytes("value");
        space.put("map", bytes("key"), value);
        value[0] = 'x';
        byte[] read = space.get("map", bytes("key")).orElseThrow();
        read[1] = 'x';
        assertEquals("value", text(space.get("map", bytes("key"))));
    }

    @Test
    void shouldReplaceOnlyWhatIsExpected() {
        Space space = host("a").space();
        space.replace("map", bytes("key"), Optional.empty(), some("one"));
        refused(Reason.CONFLICT, () -> space.replace("map", bytes("key"), Optional.empty(), some("two")));
        refused(Reason.CONFLICT, () -> space.replace("map", bytes("key"), some("two"), some("three")));
        space.replace("map", bytes("key"), some("one"), some("two"));
        assertEquals("two", text(space.get("map", bytes("key"))));
        space.replace("map", bytes("key"), some("two"), Optional.empty());
        assertEquals("none", text(space.get("map", bytes("key"))));
    }

    @Test
    void shouldCount() {
        Space space = host("a").space();
        assertEquals(5, space.add("map", bytes("counter"), 5));
        assertEquals(3, space.add("map", bytes("counter"), -2));
        space.put("map", bytes("text"), bytes("no counter"));
        refused(Reason.INVALID, () -> space.add("map", bytes("text"), 1));
    }

    @Test
    void shouldApplyAllOrNothing() {
        Space space = host("a").space();
        space.put("map", bytes("b"), bytes("2"));
        space.apply(List.of(
                new Change("map", bytes("a"), some("1")),
                new Change("map", bytes("b"), Optional.empty()),
                new Change("other", bytes("c"), some("3"))));
        assertEquals("1", text(space.get("map", bytes("a"))));
        assertEquals("none", text(space.get("map", bytes("b"))));
        assertEquals("3", text(space.get("other", bytes("c"))));
        refused(
                Reason.INVALID,
                () -> space.apply(List.of(
                        new Change("map", bytes("a"), some("9")), new Change("NO MAP", bytes("b"), some("9")))));
        assertEquals("1", text(space.get("map", bytes("a"))));
    }

    @Test
    void shouldReturnRangesInOrder() {
        Space space = host("a").space();
        for (String key : List.of("d", "b", "c", "a")) {
            space.put("map", bytes(key), bytes("value of " + key));
        }
        assertEquals("abcd", keys(space.range("map", Optional.empty(), Optional.empty(), 10)));
        assertEquals("bc", keys(space.range("map", some("b"), some("d"), 10)));
        assertEquals("ab", keys(space.range("map", Optional.empty(), Optional.empty(), 2)));
        assertEquals("", keys(space.range("none", Optional.empty(), Optional.empty(), 10)));
        Space.Entry first = space.range("map", some("c"), Optional.empty(), 1).get(0);
        assertArrayEquals(bytes("value of c"), first.value());
    }

    private static String keys(List<Space.Entry> entries) {
        StringBuilder keys = new StringBuilder();
        entries.forEach(each -> keys.append(new String(each.key())));
        return keys.toString();
    }

    @Test
    void shouldRefuseWhatIsOutOfBounds() {
        Space space = host("a").space();
        refused(Reason.INVALID, () -> space.get("Map", bytes("key")));
        refused(Reason.INVALID, () -> space.get("m".repeat(33), bytes("key")));
        refused(Reason.INVALID, () -> space.get("map", new byte[0]));
        refused(Reason.INVALID, () -> space.get("map", null));
        refused(Reason.INVALID, () -> space.put("map", new byte[1_025], bytes("value")));
        refused(Reason.INVALID, () -> space.put("map", bytes("key"), new byte[(1 << 20) + 1]));
        refused(Reason.INVALID, () -> space.put("map", bytes("key"), null));
        refused(Reason.INVALID, () -> space.apply(List.of()));
        refused(Reason.INVALID, () -> space.apply(null));
        refused(Reason.INVALID, () -> space.range("map", Optional.empty(), Optional.empty(), 1_001));
        List<Change> tooMany = new ArrayList<>();
        for (int i = 0; i <= 1_000; i++) {
            tooMany.add(new Change("map", bytes("key " + i), Optional.empty()));
        }
        refused(Reason.INVALID, () -> space.apply(tooMany));
    }

    @Test
    void shouldKeepToTheQuota() {
        Quota small = new Quota(1, 100, 100_000, 1, 1_000, 1L << 30, 1_000, 100);
        Space space = tier().host(allowance("a", small)).space();
        space.put("map", bytes("one"), new byte[60_000]);
        refused(Reason.LIMIT, () -> space.put("map", bytes("two"), new byte[60_000]));
        assertTrue(space.get("map", bytes("one")).isPresent());
        space.remove("map", bytes("one"));
        space.put("map", bytes("two"), new byte[60_000]);
    }

    @Test
    void shouldSlowDownWhoWritesTooFast() {
        Quota slow = new Quota(1, 100, 1 << 22, 1, 1_000, 1_000, 1_000, 100);
        Space space = tier().host(allowance("a", slow)).space();
        space.put("map", bytes("one"), new byte[60_000]);
        refused(Reason.LIMIT, () -> space.put("map", bytes("two"), new byte[1]));
    }
}
