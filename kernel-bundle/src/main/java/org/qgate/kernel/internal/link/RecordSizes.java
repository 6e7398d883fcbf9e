package org.qgate.kernel.internal.link;

import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.LinkCipher;

/**
 * The plaintext lengths that a record with anything but cells may have ([PAD-2]): those of records of one, two or four
 * small cells and of one to four large ones, and the greatest length of all. So an observer cannot tell a control
 * message from cells by its length.
 */
final class RecordSizes {
    private static final int[] CLASSES = {
        small(1), small(2), small(4), large(1), large(2), large(3), large(4), LinkCipher.MAX_PLAINTEXT
    };

    /** How many of the smallest classes padding alone is drawn from. */
    static final int PADDING_CLASSES = 4;

    private RecordSizes() {}

    private static int small(int cells) {
        return Frame.HEADER + cells * CellSize.SMALL.cell();
    }

    private static int large(int cells) {
        return Frame.HEADER + cells * CellSize.LARGE.cell();
    }

    /**
     * Returns the length to pad to: the same, or at least a frame header more.
     *
     * @param length at most {@link RecordBuilder#LIMIT}
     */
    static int padded(int length) {
        for (int size : CLASSES) {
            if (size == length || size >= length + Frame.HEADER) {
                return size;
            }
        }
        throw new IllegalArgumentException("no record has " + length + " bytes");
    }

    /** Returns one of the lengths, smallest first. */
    static int of(int index) {
        return CLASSES[index];
    }
}
