package org.qgate.common.values;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one JSON text (RFC 8259) into plain values. For one use. */
public final class JsonReader {
    private static final int DEEPEST = 64;
    private static final int HEX = 16;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * Reads a text whole.
     *
     * @throws IllegalArgumentException naming line and column of what is wrong
     */
    public static Object read(String text) {
        JsonReader reader = new JsonReader(text);
        reader.space();
        Object value = reader.value();
        reader.space();
        if (reader.at < text.length()) {
            throw reader.wrong("something follows the value");
        }
        return value;
    }

    private Object value() {
        char first = peek();
        return switch (first) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw wrong("no JSON value");
        }
        at += word.length();
        return value;
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        if (opens('}')) {
            return members;
        }
        do {
            space();
            int begin = at;
            String name = string();
            space();
            expect(':');
            space();
            if (members.containsKey(name)) {
                at = begin;
                throw wrong("a name that was there before");
            }
            members.put(name, value());
        } while (goesOn('}'));
        return members;
    }

    private List<Object> array() {
        List<Object> elements = new ArrayList<>();
        if (opens(']')) {
            return elements;
        }
        do {
            space();
            elements.add(value());
        } while (goesOn(']'));
        return elements;
    }

    /** Goes in; true when it is empty, and left again. */
    private boolean opens(char end) {
        at++;
        if (++depth > DEEPEST) {
            throw wrong("nesting deeper than " + DEEPEST);
        }
        space();
        return ends(end);
    }

    private boolean ends(char end) {
        if (peek() != end) {
            return false;
        }
        at++;
        depth--;
        return true;
    }

    private boolean goesOn(char end) {
        space();
        if (ends(end)) {
            return false;
        }
        expect(',');
        return true;
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        for (char next = take(); next != '"'; next = take()) {
            if (next < ' ') {
                at--;
                throw wrong("a control character within a string");
            }
            out.append(next == '\\' ? escaped() : next);
        }
        return out.toString();
    }

    private char escaped() {
        char kind = take();
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> {
                at--;
                throw wrong("an unknown escape");
            }
        };
    }

    private char unit() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            char next = take();
            int digit = next < 128 ? Character.digit(next, HEX) : -1;
            if (digit < 0) {
                at--;
                throw wrong("no hexadecimal digit");
            }
            value = value * HEX + digit;
        }
        return (char) value;
    }

    private Object number() {
        int begin = at;
        skip('-');
        if (!skip('0')) {
            digits();
        }
        boolean whole = true;
        if (skip('.')) {
            digits();
            whole = false;
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            digits();
            whole = false;
        }
        return number(text.substring(begin, at), whole);
    }

    private Object number(String digits, boolean whole) {
        if (whole && !digits.equals("-0")) {
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException larger) {
                throw wrong("a whole number of more than 64 bits");
            }
        }
        double value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            throw wrong("a number too large");
        }
        return value;
    }

    private void digits() {
        int begin = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == begin) {
            throw wrong(begin < text.length() ? "no JSON value" : "the text ends too early");
        }
    }

    private boolean skip(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw wrong("no '" + wanted + "'");
        }
        at++;
    }

    private char take() {
        char next = peek();
        at++;
        return next;
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("the text ends too early");
        }
        return text.charAt(at);
    }

    private void space() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException wrong(String what) {
        int end = Math.min(at, text.length());
        int line = (int) text.substring(0, end)
                        .chars()
                        .filter(each -> each == '\n')
                        .count()
                + 1;
        int column = end - text.lastIndexOf('\n', end - 1);
        return new IllegalArgumentException("line " + line + ", column " + column + ": " + what);
    }
}
