package org.qgate.kernel.internal.directory;

import java.util.List;

/** An answer under way: parts that stay where they are, copied piece by piece into messages. */
final class Answer {
    private final int request;
    private final Messages.Status status;
    private final List<byte[]> parts;
    private final int total;
    private int part;
    private int at;
    private int sent;
    private boolean begun;

    Answer(int request, Messages.Status status, List<byte[]> parts) {
        this.request = request;
        this.status = status;
        this.parts = parts;
        this.total = parts.stream().mapToInt(one -> one.length).sum();
    }

    static Answer empty(int request, Messages.Status status) {
        return new Answer(request, status, List.of());
    }

    int total() {
        return total;
    }

    boolean done() {
        return begun && sent == total;
    }

    /** Returns the next message's body. */
    byte[] next() {
        begun = true;
        byte[] piece = new byte[Math.min(Messages.MAX_PIECE, total - sent)];
        int offset = sent;
        for (int filled = 0; filled < piece.length; ) {
            byte[] from = parts.get(part);
            int count = Math.min(piece.length - filled, from.length - at);
            System.arraycopy(from, at, piece, filled, count);
            filled += count;
            at += count;
            if (at == from.length) {
                part++;
                at = 0;
            }
        }
        sent += piece.length;
        return Messages.encode(new Messages.Data(request, status, total, offset, piece));
    }
}
