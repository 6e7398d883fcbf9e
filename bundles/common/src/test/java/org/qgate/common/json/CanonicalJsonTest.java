package org.qgate.common.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The one form that signatures cover. */
final class CanonicalJsonTest {
    @Test
    void shouldSortMembersAndLeaveOutWhiteSpace() {
        assertEquals(
                "{\"\":[],\"a\":[1,true,null],\"b\":{\"x\":-5}}",
                text(Json.read(" { \"b\" : {\"x\":-5}, \"a\":[1, true, null], \"\":[] } ")));
    }

    @Test
    void shouldSortByUtf16CodeUnitsAsTheStandardSays() {
        // RFC 8785, section 3.2.3: the emoji's surrogates sort below U+FB33.
        assertEquals(
                "{\"\\r\":1,\"1\":2,\"\u20ac\":3,\"\ud83d\ude00\":4,\"\ufb33\":5}",
                text(Map.of("\u20ac", 3, "\r", 1, "\ufb33", 5, "1", 2, "\ud83d\ude00", 4)));
    }

    @Test
    void shouldEscapeAsLittleAsPossible() {
        assertEquals("\"\\u0001\\b\\t\\n\\f\\r\\\"\\\\/\u007f\u00e9\"", text("\u0001\b\t\n\f\r\"\\/\u007f\u00e9"));
    }

    @Test
    void shouldRefuseWhatHasNoSingleForm() {
        assertThrows(IllegalArgumentException.class, () -> text(1.5));
        assertThrows(IllegalArgumentException.class, () -> text(1L << 60));
        assertThrows(IllegalArgumentException.class, () -> text(List.of("\ud83d")));
    }

    private static String text(Object value) {
        return new String(CanonicalJson.write(value), StandardCharsets.UTF_8);
    }
}
