package org.qgate.store.internal.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.store.internal.seal.KeyName;
import org.qgate.store.internal.seal.Seal;

/**
 * A footer on disk: the key epoch, then pages that are sealed one by one and bound to their places. Reading it takes one
 * page at a time, so that the footers of many segments can be merged in little memory.
 */
final class FooterPages implements Iterator<Located> {
    private static final int EPOCH_BYTES = 4;
    private static final int LENGTH_BYTES = 4;

    private final Seal seal;
    private final byte[] storeId;
    private final Segment segment;
    private final Manifest.Listed listed;
    private final int end;
    private final KeyName key;
    private int at;
    private ByteBuffer page = ByteBuffer.allocate(0);

    FooterPages(Seal seal, byte[] storeId, Segment segment, Manifest.Listed listed) {
        this.seal = seal;
        this.storeId = storeId;
        this.segment = segment;
        this.listed = listed;
        at = listed.footerOffset() + EPOCH_BYTES;
        end = listed.footerOffset() + listed.footerLength();
        key = KeyName.journal(
                ByteBuffer.wrap(read(listed.footerOffset(), EPOCH_BYTES)).getInt());
        turn();
    }

    /** Returns how long the footer of these pages is. */
    static int length(List<byte[]> pages, int overhead) {
        int length = EPOCH_BYTES;
        for (byte[] each : pages) {
            length += LENGTH_BYTES + each.length + overhead;
        }
        return length;
    }

    /** Returns how long a footer of so many plain bytes can become at most. */
    static long mostBytes(long plain, int overhead) {
        long pages = plain / (Format.FOOTER_PAGE_BYTES - Format.LARGEST_FOOTER_ENTRY_BYTES) + 1;
        return EPOCH_BYTES + plain + pages * (LENGTH_BYTES + overhead);
    }

    static byte[] sealed(Seal seal, byte[] storeId, Manifest.Listed listed, List<byte[]> pages) {
        KeyName key = KeyName.journal(seal.epoch());
        ByteBuffer out = ByteBuffer.allocate(listed.footerLength()).putInt(seal.epoch());
        for (byte[] each : pages) {
            int offset = listed.footerOffset() + out.position();
            int length = LENGTH_BYTES + each.length + seal.overhead();
            out.putInt(length).put(seal.seal(key, binding(storeId, listed, offset, length), each));
        }
        return out.array();
    }

    /** What a page is bound to: the footer, whose place and length the manifest has too, and its own place in it. */
    private static byte[] binding(byte[] storeId, Manifest.Listed listed, int offset, int length) {
        return ByteBuffer.allocate(Format.STORE_ID_BYTES + 20 + Format.MAC_BYTES)
                .put(storeId)
                .putInt(listed.segment())
                .putInt(listed.footerOffset())
                .putInt(listed.footerLength())
                .put(listed.chain().mac())
                .putInt(offset)
                .putInt(length)
                .array();
    }

    private byte[] read(int offset, int length) {
        try {
            return segment.read(offset, length);
        } catch (IOException failed) {
            throw new QGateException(
                    StoreError.FAILED, "cannot read the footer of segment " + listed.segment() + ": " + failed, failed);
        }
    }

    private void turn() {
        while (!page.hasRemaining() && at < end) {
            page = ByteBuffer.wrap(open());
        }
    }

    private byte[] open() {
        int length = end - at < LENGTH_BYTES
                ? -1
                : ByteBuffer.wrap(read(at, LENGTH_BYTES)).getInt();
        int largest = LENGTH_BYTES + Format.FOOTER_PAGE_BYTES + seal.overhead();
        if (length < LENGTH_BYTES || length > largest || length > end - at) {
            throw Format.damaged(listed.segment(), at, "no page of the key footer begins here");
        }
        byte[] sealed = read(at + LENGTH_BYTES, length - LENGTH_BYTES);
        try {
            byte[] plain = seal.open(key, binding(storeId, listed, at, length), sealed);
            at += length;
            return plain;
        } catch (GeneralSecurityException broken) {
            throw Format.damaged(listed.segment(), at, "the key footer does not open", broken);
        }
    }

    @Override
    public boolean hasNext() {
        return page.hasRemaining();
    }

    @Override
    public Located next() {
        if (!page.hasRemaining()) {
            throw new NoSuchElementException();
        }
        Located found = Footer.read(listed.segment(), page);
        turn();
        return found;
    }
}
