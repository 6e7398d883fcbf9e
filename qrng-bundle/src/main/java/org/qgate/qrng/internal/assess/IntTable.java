package org.qgate.qrng.internal.assess;

/** Numbers by number, in two arrays. A key is not negative; a value that was not set is 0. */
final class IntTable {
    private static final int FIRST = 1 << 14;
    private static final int SPREAD = 0x9E3779B1;

    private int[] keys = new int[FIRST];
    private int[] values = new int[FIRST];
    private int used;

    /** Returns the place of a key, negative when it is not there. Places hold until the next {@link #place}. */
    int find(int key) {
        int at = slot(key);
        return keys[at] == 0 ? -1 : at;
    }

    /** Returns the place of a key, made when it was not there. */
    int place(int key) {
        int at = slot(key);
        if (keys[at] == 0) {
            if (++used > keys.length / 5 * 3) {
                grow();
                at = slot(key);
            }
            keys[at] = key + 1;
        }
        return at;
    }

    int value(int place) {
        return values[place];
    }

    void set(int place, int value) {
        values[place] = value;
    }

    private int slot(int key) {
        int mask = keys.length - 1;
        int at = key * SPREAD >>> Integer.numberOfLeadingZeros(mask);
        while (keys[at] != 0 && keys[at] != key + 1) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        int[] oldKeys = keys;
        int[] oldValues = values;
        keys = new int[2 * oldKeys.length];
        values = new int[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = slot(oldKeys[i] - 1);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}
