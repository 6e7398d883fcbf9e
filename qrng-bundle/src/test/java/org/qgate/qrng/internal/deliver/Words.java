package org.qgate.qrng.internal.deliver;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.qgate.api.qrng.Construction;
import org.qgate.api.qrng.Provenance;
import org.qgate.qrng.internal.flow.Batch;
import org.qgate.qrng.internal.flow.BatchHeader;
import org.qgate.qrng.internal.flow.WindowStatistics;

/** A device whose every word of eight bytes is there once in the world: what was delivered twice shows. */
public final class Words {
    private static final int STREAM_DIGITS = 64;

    private final String device;
    private final long tag;
    private long next;
    private long window;

    /**
     * Makes one.
     *
     * @param tag tells the words of one device from those of others, 1 to 32,767
     */
    public Words(String device, int tag) {
        this.device = device;
        this.tag = (long) tag << 48;
    }

    /** Makes the next batch; bytes is a multiple of eight. */
    public synchronized Batch next(int bytes) {
        ByteBuffer out = ByteBuffer.allocate(bytes);
        while (out.remaining() > 0) {
            out.putLong(tag | next++);
        }
        return new Batch(header(window++), out.array());
    }

    /** Returns how many words there were. */
    public synchronized long made() {
        return next;
    }

    private BatchHeader header(long number) {
        return new BatchHeader(
                Optional.empty(),
                device,
                filled(32, 1),
                filled(32, 2),
                Provenance.SIMULATED,
                number,
                new WindowStatistics(65_536, 4, 41, 410, 600),
                65_536,
                6.5,
                "SHA-512",
                Construction.RBG3_XOR,
                false,
                "ab".repeat(STREAM_DIGITS / 2),
                1_000 + number * 100,
                1_100 + number * 100,
                filled(64, (int) number));
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
