package org.qgate.common.values;

/** Makes texts of extenders harmless for terminals and logs. */
public final class Lines {
    private Lines() {}

    /** Returns at most so many characters, control and format characters replaced. */
    public static String clean(String text, int longest) {
        String cut = text.length() <= longest ? text : text.substring(0, longest);
        StringBuilder out = new StringBuilder(cut.length());
        cut.codePoints().map(each -> harmless(each) ? each : '\uFFFD').forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean harmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT, // also what turns the direction of writing
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
