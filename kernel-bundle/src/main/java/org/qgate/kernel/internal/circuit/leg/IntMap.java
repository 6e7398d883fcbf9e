package org.qgate.kernel.internal.circuit.leg;

import java.util.ArrayList;
import java.util.List;

/** A map from non-zero ints without boxes: circuit ids and stream ids to what they name. Linear probing. */
public final class IntMap<T> {
    private static final int SPREAD = 0x9E3779B9; // 2^32 / golden ratio: neighbouring ids land far apart

    private int[] keys = new int[16];
    private Object[] values = new Object[16];
    private int size;

    /** Returns what a key names, or null. */
    @SuppressWarnings("unchecked") // put stores nothing else
    public T find(int key) {
        return (T) values[slot(key)];
    }

    /** Returns how many keys there are. */
    public int size() {
        return size;
    }

    /** Names something. */
    public void put(int key, T value) {
        int slot = slot(key);
        if (values[slot] == null && ++size * 2 > keys.length) {
            grow();
            slot = slot(key);
        }
        keys[slot] = key;
        values[slot] = value;
    }

    /** Forgets a key. */
    public void remove(int key) {
        int hole = slot(key);
        if (values[hole] == null) {
            return;
        }
        size--;
        values[hole] = null;
        keys[hole] = 0;
        refill(hole);
    }

    /** Moves later entries of the same run into the hole, so that probing never stops early. */
    private void refill(int hole) {
        int mask = keys.length - 1;
        for (int at = hole + 1 & mask; values[at] != null; at = at + 1 & mask) {
            int key = keys[at];
            Object value = values[at];
            keys[at] = 0;
            values[at] = null;
            int slot = slot(key);
            keys[slot] = key;
            values[slot] = value;
        }
    }

    /** Returns all values, a new list. */
    @SuppressWarnings("unchecked") // put stores nothing else
    public List<T> all() {
        List<T> all = new ArrayList<>(size);
        for (Object value : values) {
            if (value != null) {
                all.add((T) value);
            }
        }
        return all;
    }

    private int slot(int key) {
        int mask = keys.length - 1;
        int at = key * SPREAD >>> 8 & mask;
        while (values[at] != null && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        int[] oldKeys = keys;
        Object[] oldValues = values;
        keys = new int[2 * oldKeys.length];
        values = new Object[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
