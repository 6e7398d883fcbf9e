package org.qgate.qsx.manifest;

import java.util.regex.Pattern;

/** Forms of the texts in manifests, statements and indexes. */
public final class Text {
    /** A reverse domain name in lower case; its length is looked at apart. */
    public static final Pattern ID =
            Pattern.compile("(?=.{3,64}$)[a-z][a-z0-9]*([-_][a-z0-9]+)*(\\.[a-z][a-z0-9]*([-_][a-z0-9]+)*)+");
    /** OSGi Core R8, section 3.2.5, with all three numbers and no zeros in front. */
    public static final Pattern VERSION =
            Pattern.compile("(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})(\\.[A-Za-z0-9_-]{1,32})?");
    /** OSGi Core R8, section 3.2.6: from one version on, up to and without another one. */
    public static final Pattern RANGE = Pattern.compile(
            "\\[(0|[1-9][0-9]{0,8})(\\.(0|[1-9][0-9]{0,8})){0,2},(0|[1-9][0-9]{0,8})(\\.(0|[1-9][0-9]{0,8})){0,2}\\)");
    /** A SHA-256 as it is written. */
    public static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    /** The name of a protocol or topic. */
    public static final Pattern PROTOCOL = Pattern.compile("[a-z0-9][a-z0-9./-]{0,63}");

    static final Pattern LICENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+() -]{0,99}");
    /** The name of a channel of updates. */
    public static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    static final Pattern FILE = Pattern.compile(
            "[A-Za-z0-9][A-Za-z0-9._-]{0,123}\\.jar|sbom\\.cdx\\.json|l10n/[a-z]{2,3}(-[A-Za-z0-9]{2,8})?\\.json");
    static final Pattern CLASS =
            Pattern.compile("(?=.{1,200}$)[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*(\\$[A-Za-z0-9_]+)*");

    private static final int SHOWN = 80;

    private Text() {}

    /** Tells whether a text is one line that shows what it is. */
    static boolean isLine(String text) {
        return text.codePoints().allMatch(Text::isPlain) && text.strip().equals(text);
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Returns a value for a message: short, and nothing in it that a terminal acts upon. */
    static String shown(Object value) {
        StringBuilder out = new StringBuilder();
        String.valueOf(value)
                .codePoints()
                .limit(SHOWN)
                .forEach(point -> out.appendCodePoint(isPlain(point) ? point : '?'));
        return out.toString();
    }
}
