package org.qgate.qsx.refuse;

import java.util.List;
import org.qgate.api.error.ErrorCode;

/**
 * One reason why a package is refused.
 *
 * @param code which rule; its meaning is the rule in a sentence, its advice what to use instead
 * @param where the entry, field, header or class that is at fault, with the member it is in where that is known
 * @param what what is wrong there: a value, or the reference as {@code class.member descriptor}; may be empty
 * @param path by which way the entry class leads there, from the first method on; empty where nobody looked, or nothing does
 */
public record Refusal(ErrorCode code, String where, String what, List<String> path) {
    private static final int LONGEST = 400;

    /** Makes both texts fit for a terminal: they come from who wants in. */
    public Refusal {
        where = plain(where);
        what = plain(what);
        path = path.stream().map(Refusal::plain).toList();
    }

    /** Refuses without a way there. */
    public Refusal(ErrorCode code, String where, String what) {
        this(code, where, what, List.of());
    }

    /** Returns the same with the way there. */
    public Refusal by(List<String> steps) {
        return new Refusal(code, where, what, steps);
    }

    private static String plain(String text) {
        String bounded = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return bounded.replaceAll("[^ -~]", "?");
    }

    /** Returns the rule in a sentence. */
    public String rule() {
        return code.meaning();
    }

    /** Returns what to do or to use instead, in a sentence. */
    public String instead() {
        return code.advice();
    }

    /** Returns all of it on one line. */
    public String line() {
        return code.id() + " " + where + (what.isEmpty() ? "" : ": " + what) + ". " + rule() + " " + instead();
    }
}
