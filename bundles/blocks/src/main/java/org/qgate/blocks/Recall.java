package org.qgate.blocks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qgate.common.wire.WireWriter;

/**
 * What is not to be relied on any more.
 *
 * @param code of the finding, {@code QG-QRN-nnnn}
 * @param reason in words; at most 500 printable characters
 * @param pending whether the local random that the present commitment stands for was made of recalled windows
 * @param windows ranges of windows of devices
 * @param blocks ranges of earlier blocks of this stream that rest on those windows, in ascending order, with gaps
 */
public record Recall(String code, String reason, boolean pending, List<Windows> windows, List<Blocks> blocks)
        implements Content {
    /** Copies the lists. */
    public Recall {
        windows = List.copyOf(windows);
        blocks = List.copyOf(blocks);
    }

    /** Windows of a device, both ends included. */
    public record Windows(Optional<byte[]> server, String device, long from, long to) {}

    /** Blocks by their sequence, both ends included. */
    public record Blocks(long from, long to) {}

    @Override
    public Kind kind() {
        return Kind.RECALL;
    }

    /** Returns whether it recalls a window. */
    public boolean covers(DeviceFacts device, long window) {
        return windows.stream()
                .anyMatch(each ->
                        device.names(each.server(), each.device()) && each.from() <= window && window <= each.to());
    }

    @Override
    public void writeTo(WireWriter out) {
        out.ascii8(code);
        Texts.write(out, reason);
        out.u8(pending ? 1 : 0).u16(windows.size());
        windows.forEach(each -> {
            DeviceFacts.writeName(out, each.server(), each.device());
            out.i64(each.from()).i64(each.to());
        });
        out.u16(blocks.size());
        blocks.forEach(each -> out.i64(each.from()).i64(each.to()));
    }

    static Recall read(FieldReader in, long sequence) {
        String code = in.code("code");
        String reason = in.text16("reason");
        boolean pending = in.flag("pending");
        int count = in.count16("window ranges", 0, Layout.MAX_RANGES);
        List<Windows> windows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Optional<byte[]> server = in.optional("server", 32);
            String device = in.device("device");
            long from = in.i64("from window", 0, Layout.MAX_COUNT);
            windows.add(new Windows(server, device, from, in.i64("to window", from, Layout.MAX_COUNT)));
        }
        return new Recall(code, reason, pending, windows, blocks(in, sequence));
    }

    private static List<Blocks> blocks(FieldReader in, long sequence) {
        int count = in.count16("block ranges", 0, Layout.MAX_RANGES);
        List<Blocks> blocks = new ArrayList<>(count);
        long least = 0;
        for (int i = 0; i < count; i++) {
            long from = in.i64("from block", least, sequence - 1);
            long to = in.i64("to block", from, sequence - 1);
            blocks.add(new Blocks(from, to));
            least = to + 2; // ranges that touch are one
        }
        return blocks;
    }
}
