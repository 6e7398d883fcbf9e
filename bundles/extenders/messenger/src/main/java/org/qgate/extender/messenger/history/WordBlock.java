package org.qgate.extender.messenger.history;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.qgate.extender.messenger.history.History.Numbered;
import org.qgate.extender.messenger.session.MalformedException;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.Writer;

/** Which words the entries of one block have. */
final class WordBlock {
    /** So many entries are in a block. */
    static final int ENTRIES = 256;
    /** Entries whose words find no room any more are looked at in each search. */
    private static final int MOST_BYTES = 200_000;

    private static final int MOST_WORD_BYTES = 4 * Words.LONGEST;
    private static final int MOST_WORDS = MOST_BYTES;

    private final TreeMap<String, BitSet> words;
    private final BitSet always;

    private WordBlock(TreeMap<String, BitSet> words, BitSet always) {
        this.words = words;
        this.always = always;
    }

    static WordBlock of(List<Numbered> entries) {
        WordBlock block = new WordBlock(new TreeMap<>(), new BitSet());
        int bytes = 0;
        for (Numbered each : entries) {
            int offset = (int) ((each.number() - 1) % ENTRIES);
            Set<String> its = Words.of(each.entry().text());
            bytes += its.stream().mapToInt(word -> 4 * word.length() + 8).sum();
            if (bytes > MOST_BYTES) {
                block.always.set(offset);
            } else {
                its.forEach(word ->
                        block.words.computeIfAbsent(word, any -> new BitSet()).set(offset));
            }
        }
        return block;
    }

    /** Returns, in order, which entries have for each wanted word one that begins with it. */
    List<Integer> find(Set<String> wanted) {
        BitSet all = new BitSet();
        all.set(0, ENTRIES);
        for (String each : wanted) {
            BitSet one = new BitSet();
            for (Map.Entry<String, BitSet> word : words.tailMap(each).entrySet()) {
                if (!word.getKey().startsWith(each)) {
                    break;
                }
                one.or(word.getValue());
            }
            all.and(one);
        }
        all.or(always);
        return all.stream().boxed().toList();
    }

    byte[] encode() {
        Writer writer = new Writer().u32(words.size());
        words.forEach((word, entries) -> {
            writer.text(word).u16(entries.cardinality());
            entries.stream().forEach(writer::u8);
        });
        writer.u16(always.cardinality());
        always.stream().forEach(writer::u8);
        return writer.bytes();
    }

    static WordBlock decode(byte[] bytes) {
        Reader reader = new Reader(bytes);
        TreeMap<String, BitSet> words = new TreeMap<>();
        for (int left = reader.upTo(MOST_WORDS); left > 0; left--) {
            words.put(reader.text(MOST_WORD_BYTES), entries(reader));
        }
        WordBlock block = new WordBlock(words, entries(reader));
        reader.end();
        return block;
    }

    private static BitSet entries(Reader reader) {
        int count = reader.u16();
        if (count > ENTRIES) {
            throw new MalformedException(count + " entries");
        }
        BitSet entries = new BitSet();
        for (int i = 0; i < count; i++) {
            entries.set(reader.u8());
        }
        return entries;
    }
}
