package org.qgate.qrng.internal.source;

/** Texts of operators and devices as they may stand in messages and answers: bounded, without control characters. */
final class Quoted {
    /** What {@link org.qgate.api.qrng.SourceIdentity} allows. */
    private static final int LONGEST = 200;

    private Quoted() {}

    static String of(String text) {
        StringBuilder out = new StringBuilder();
        text.strip()
                .codePoints()
                .filter(each -> !Character.isISOControl(each) && each != '\u2028' && each != '\u2029')
                .limit(LONGEST)
                .takeWhile(each -> out.length() + Character.charCount(each) <= LONGEST)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
