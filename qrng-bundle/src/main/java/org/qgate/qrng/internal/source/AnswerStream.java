package org.qgate.qrng.internal.source;

import java.io.IOException;
import java.util.Arrays;
import org.qgate.api.qrng.SourceSpec;

/**
 * An appliance's random bytes: one request after the other, about a tenth of a second's worth each. An answer is held back
 * until it is whole, so nothing of one that breaks off is used.
 */
final class AnswerStream implements ByteStream {
    private static final int LEAST = 512;
    private static final int MOST = 1 << 18;
    private static final int PER_SECOND = 10;
    private static final long WITHIN_MS = 10_000;

    private final Exchange exchange;
    private final int size;
    private byte[] answer = {};
    private int at;

    /**
     * Makes it.
     *
     * @param size of an answer, bytes
     */
    AnswerStream(Exchange exchange, int size) {
        this.exchange = exchange;
        this.size = size;
    }

    /** Returns what suits a device's rate. */
    static int size(SourceSpec spec) {
        long bytes = spec.samplesPerSecond() / Packing.of(spec).perByte() / PER_SECOND;
        return (int) Math.max(LEAST, Math.min(MOST, bytes));
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (at == answer.length) {
            answer = ask();
            at = 0;
        }
        int count = Math.min(length, answer.length - at);
        System.arraycopy(answer, at, into, offset, count);
        Arrays.fill(answer, at, at + count, (byte) 0);
        at += count;
        return count;
    }

    private byte[] ask() throws IOException {
        HttpAnswer whole = exchange.get("/api/2.0/streambytes?size=" + size, size, WITHIN_MS)
                .successful("streambytes");
        if (whole.type().startsWith("text/") || whole.type().endsWith("json")) {
            throw new NonsenseException("streambytes was answered with " + Quoted.of(whole.type()));
        }
        if (whole.body().length != size) {
            throw new NonsenseException(
                    "streambytes was answered with " + whole.body().length + " bytes instead of " + size);
        }
        return whole.body();
    }

    @Override
    public void close() throws IOException {
        exchange.close();
    }
}
