package org.qgate.qrng.internal.deliver.pool;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.store.StoreMap;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/**
 * How far a numbering of bytes was used, over restarts: positions are reserved in steps that are durable before any
 * position of the step is given out, so a crash burns the rest of a step and nothing is ever given twice. Two that work on
 * one entry at the same time never give the same position. Thread-safe.
 */
public class Cursor {
    /** An old and a new version meet once or twice; more is no accident. */
    private static final int TRIES = 5;

    private static final byte[] PREFIX = {'c', '/'};

    private final Supplier<StoreMap> maps;
    private final byte[] key;
    private final long step;
    private final long floor;
    private Optional<byte[]> kept = Optional.empty();
    private boolean known;
    private long next;
    private long reserved;
    private boolean crashed;
    private boolean loaded;

    /**
     * Makes one; the store is asked at the first use.
     *
     * @param maps gives the map {@code cursors}; throws while there is none
     * @param name of the numbering, at most 200 characters of US-ASCII
     * @param step how many positions are reserved at once, at least 1
     * @param floor a position that is not before any that was ever given out is taken from here on at least; 0 where only
     *     the store knows
     */
    public Cursor(Supplier<StoreMap> maps, String name, long step, long floor) {
        if (step < 1 || floor < 0) {
            throw new IllegalArgumentException("step " + step + ", floor " + floor);
        }
        this.maps = maps;
        this.step = step;
        this.floor = floor;
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        key = Arrays.copyOf(PREFIX, PREFIX.length + text.length);
        System.arraycopy(text, 0, key, PREFIX.length, text.length);
    }

    /**
     * Uses positions; they are durably used when this returns, whatever becomes of the caller.
     *
     * @param count at least 1
     * @return the first of them
     * @throws QGateException QG-QRN-0022 when that could not be made durable: none was given out
     */
    public synchronized long advance(long count) {
        if (count < 1) {
            throw new IllegalArgumentException("count " + count);
        }
        for (int tries = 0; tries < TRIES; tries++) {
            load();
            if (count > Long.MAX_VALUE - step - next) {
                throw new QGateException(QrngError.CURSOR, "the numbering is at its end: " + next);
            }
            if (next + count <= reserved || reserve(next + Math.max(step, count), false)) {
                long first = next;
                next += count;
                return first;
            }
        }
        throw new QGateException(QrngError.CURSOR, "somebody else moves the cursor all the time");
    }

    /**
     * Leaves positions out; nothing happens when it is there already.
     *
     * @throws QGateException QG-QRN-0022 as {@link #advance}
     */
    public synchronized void skipTo(long position) {
        if (position > Long.MAX_VALUE - step) {
            throw new QGateException(QrngError.CURSOR, "the numbering is at its end: " + position);
        }
        for (int tries = 0; tries < TRIES; tries++) {
            load();
            if (position <= next) {
                return;
            }
            if (position <= reserved || reserve(position + step, false)) {
                next = position;
                return;
            }
        }
        throw new QGateException(QrngError.CURSOR, "somebody else moves the cursor all the time");
    }

    /** Returns the next position; asks the store at the first use. */
    public synchronized long position() {
        load();
        return next;
    }

    /**
     * Returns whether it began behind a reservation that nobody settled: positions before {@link #position} may not have
     * been used.
     */
    public synchronized boolean wasCrash() {
        load();
        return crashed;
    }

    /**
     * Gives back what was reserved and not used, when nothing more will be used for now.
     *
     * @return false when the store did not take it: then that is burnt, as after a crash
     */
    public synchronized boolean settle() {
        try {
            return !known || settled() || reserve(next, true);
        } catch (QGateException burnt) {
            return false;
        }
    }

    private void load() {
        if (known) {
            return;
        }
        try {
            kept = maps.get().get(key);
        } catch (RuntimeException unreadable) {
            throw new QGateException(QrngError.CURSOR, "the cursor cannot be read", unreadable);
        }
        // What this object gave out itself counts beside what the store says: it may have failed after it wrote.
        next = Math.max(next, Math.max(floor, kept.map(Cursor::decode).orElse(0L)));
        reserved = next;
        known = true;
        crashed = loaded ? crashed : !settled();
        loaded = true;
    }

    /** Returns whether what is kept is how far positions were used, and not how far they may have been. */
    private boolean settled() {
        return kept.isEmpty() || kept.get()[Long.BYTES] == 1;
    }

    /** Returns false when somebody else moved it meanwhile: it is read again then. */
    private boolean reserve(long end, boolean exact) {
        byte[] value = new WireWriter(Long.BYTES + 1).i64(end).u8(exact ? 1 : 0).toBytes();
        known = false; // until it is certain: a failure may have written it or not
        boolean mine;
        try {
            mine = maps.get().replace(key, kept, value);
        } catch (RuntimeException failed) {
            throw new QGateException(QrngError.CURSOR, "the cursor cannot be written", failed);
        }
        if (!mine) {
            return false;
        }
        kept = Optional.of(value);
        reserved = end;
        known = true;
        return true;
    }

    private static long decode(byte[] value) {
        WireReader in = new WireReader(value);
        long position = in.i64();
        int exact = in.u8();
        in.finish();
        if (position < 0 || exact > 1) {
            throw new QGateException(QrngError.CURSOR, "the cursor holds " + position);
        }
        return position;
    }
}
