package org.qgate.kernel.internal.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/** The bodies of the directory's control messages ([DIR-1] to [DIR-6]). */
final class Messages {
    /** Most digests in one message: they stay below {@link #MAX_BODY}. */
    static final int MAX_DIGESTS = 480;
    /** Longest body of a control message. */
    static final int MAX_BODY = 16_000;
    /** Longest piece of a document in one message. */
    static final int MAX_PIECE = MAX_BODY - 32;
    /** Most relays in one page of descriptors. */
    static final int PAGE = 256;

    private static final int VERSION = 1;
    private static final int DIGEST_BYTES = 32;
    private static final int WHAT_SNAPSHOT = 1;
    private static final int WHAT_PAGE = 2;
    private static final int WHAT_LIST = 3;

    private Messages() {}

    /** What a DIR_GET asks for. */
    sealed interface Wanted permits NewerSnapshot, DescriptorPage, DescriptorList {}

    /** The snapshot, when its valid-after is later. */
    record NewerSnapshot(long newerThanMs) implements Wanted {}

    /** Descriptors of a snapshot's relays from an index on. */
    record DescriptorPage(String snapshot, int first, int count) implements Wanted {}

    /** The descriptors with these digests. */
    record DescriptorList(List<String> digests) implements Wanted {}

    /** DIR_GET. */
    record Get(int request, Wanted wanted) {}

    /** What a DIR_DATA says of the request. */
    enum Status {
        /** Here it is. */
        OK,
        /** The asker has it already. */
        UNCHANGED,
        /** Not here. */
        NOT_FOUND,
        /** Too many requests: later. */
        BUSY
    }

    /** DIR_DATA: a piece of the answer. */
    record Data(int request, Status status, int total, int offset, byte[] piece) {}

    /** DIR_NOTICE. */
    record Notice(String digest, long validAfterMs) {}

    static byte[] encode(Get get) {
        WireWriter out = new WireWriter().u8(VERSION).i32(get.request());
        if (get.wanted() instanceof NewerSnapshot newer) {
            out.u8(WHAT_SNAPSHOT).i64(newer.newerThanMs());
        } else if (get.wanted() instanceof DescriptorPage page) {
            out.u8(WHAT_PAGE).bytes(digest(page.snapshot())).u32(page.first()).u16(page.count());
        } else if (get.wanted() instanceof DescriptorList list) {
            out.u8(WHAT_LIST);
            digests(out, list.digests());
        }
        return out.toBytes();
    }

    static Get get(WireReader in) {
        version(in);
        int request = in.i32();
        int what = in.u8();
        Wanted wanted =
                switch (what) {
                    case WHAT_SNAPSHOT -> new NewerSnapshot(in.i64());
                    case WHAT_PAGE -> page(in);
                    case WHAT_LIST -> new DescriptorList(digests(in));
                    default -> throw new WireException("DIR_GET asks for " + what);
                };
        in.finish();
        return new Get(request, wanted);
    }

    private static DescriptorPage page(WireReader in) {
        String snapshot = digest(in);
        long first = in.u32();
        int count = in.u16();
        if (first > SnapshotCodec.MAX_ENTRIES || count < 1 || count > PAGE) {
            throw new WireException("DIR_GET page " + first + "+" + count);
        }
        return new DescriptorPage(snapshot, (int) first, count);
    }

    static byte[] encode(Data data) {
        return new WireWriter(32 + data.piece().length)
                .u8(VERSION)
                .i32(data.request())
                .u8(data.status().ordinal())
                .u32(data.total())
                .u32(data.offset())
                .bytes(data.piece())
                .toBytes();
    }

    static Data data(WireReader in) {
        version(in);
        int request = in.i32();
        int status = in.u8();
        if (status >= Status.values().length) {
            throw new WireException("DIR_DATA status " + status);
        }
        long total = in.u32();
        long offset = in.u32();
        byte[] piece = in.bytes(in.remaining());
        if (total > Integer.MAX_VALUE || offset + piece.length > total) {
            throw new WireException("DIR_DATA piece beyond its end");
        }
        return new Data(request, Status.values()[status], (int) total, (int) offset, piece);
    }

    static byte[] encode(Notice notice) {
        return new WireWriter()
                .u8(VERSION)
                .bytes(digest(notice.digest()))
                .i64(notice.validAfterMs())
                .toBytes();
    }

    static Notice notice(WireReader in) {
        version(in);
        Notice notice = new Notice(digest(in), in.i64());
        in.finish();
        return notice;
    }

    /** DIR_PUBLISH: digests of descriptors that the sender has. */
    static byte[] encodePublish(Collection<String> digests) {
        WireWriter out = new WireWriter().u8(VERSION);
        digests(out, digests);
        return out.toBytes();
    }

    static List<String> publish(WireReader in) {
        version(in);
        List<String> digests = digests(in);
        in.finish();
        return digests;
    }

    private static void version(WireReader in) {
        int version = in.u8();
        if (version != VERSION) {
            throw new WireException("directory message of version " + version);
        }
    }

    private static void digests(WireWriter out, Collection<String> digests) {
        out.u16(digests.size());
        digests.forEach(one -> out.bytes(digest(one)));
    }

    private static List<String> digests(WireReader in) {
        int count = in.u16();
        if (count < 1 || count > MAX_DIGESTS || in.remaining() != count * DIGEST_BYTES) {
            throw new WireException("list of " + count + " digests, allowed 1 to " + MAX_DIGESTS);
        }
        List<String> digests = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            digests.add(digest(in));
        }
        return digests;
    }

    private static byte[] digest(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String digest(WireReader in) {
        return HexFormat.of().formatHex(in.bytes(DIGEST_BYTES));
    }
}
