package org.qgate.extender.messenger.history;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The words of texts: runs of letters and digits, small, cut at {@link #LONGEST}. */
final class Words {
    /** Longer words are found by their beginnings. */
    static final int LONGEST = 24;
    /** Of a text so many different words are kept. */
    static final int MOST = 512;

    private Words() {}

    static Set<String> of(String text) {
        Set<String> words = new TreeSet<>();
        StringBuilder word = new StringBuilder();
        text.toLowerCase(Locale.ROOT).codePoints().forEach(each -> {
            if (Character.isLetterOrDigit(each)) {
                if (word.length() < LONGEST) {
                    word.appendCodePoint(each);
                }
            } else {
                end(words, word);
            }
        });
        end(words, word);
        return words;
    }

    private static void end(Set<String> words, StringBuilder word) {
        if (word.length() > 0 && words.size() < MOST) {
            words.add(word.toString());
        }
        word.setLength(0);
    }

    /** Whether for each wanted word one of the text begins with it. */
    static boolean match(String text, Set<String> wanted) {
        Set<String> words = of(text);
        return wanted.stream().allMatch(each -> words.stream().anyMatch(word -> word.startsWith(each)));
    }
}
