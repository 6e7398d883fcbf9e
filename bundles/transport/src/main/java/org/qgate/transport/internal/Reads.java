package org.qgate.transport.internal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelConfig;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * Decides how much one read takes, and makes pausing strict: after the remote end's FIN the epoll channel would read
 * on to the end whatever {@code autoRead} says, as much as the kernel holds. A paused port hands it an empty buffer
 * instead, which ends that loop without taking anything; level-triggered readiness brings the rest back after
 * resuming.
 */
final class Reads extends DefaultMaxMessagesRecvByteBufAllocator {
    static final int SMALLEST = 2048;

    /**
     * After each read what it brought is worked on and flushed. More at once would save system calls, but the nodes of
     * a path would take turns instead of working side by side.
     */
    private static final int READS_PER_WAKE_UP = 1;

    private final Port port;
    private final int largest;

    Reads(Port port, int largest) {
        super(READS_PER_WAKE_UP);
        this.port = port;
        this.largest = largest;
    }

    @Override
    public ExtendedHandle newHandle() {
        return new PausableHandle();
    }

    private final class PausableHandle extends MaxMessageHandle {
        private ChannelConfig config;
        private int size = Math.min(largest, 8 * SMALLEST);
        private boolean deferred;
        private boolean wasSmall;

        @Override
        public void reset(ChannelConfig channelConfig) {
            config = channelConfig;
            super.reset(channelConfig);
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator alloc) {
            deferred = !port.mayRead() || !config.isAutoRead();
            if (deferred) {
                return Unpooled.EMPTY_BUFFER;
            }
            return alloc.directBuffer(size, size);
        }

        @Override
        public int guess() {
            return size;
        }

        /** Reading zero bytes looks like the end of the stream; it is none when the read was deferred. */
        @Override
        public void lastBytesRead(int bytes) {
            super.lastBytesRead(deferred ? 0 : bytes);
            if (bytes == size) {
                size = Math.min(largest, size * 2);
            }
        }

        @Override
        public void readComplete() {
            boolean small = totalBytesRead() <= size / 4;
            if (small && wasSmall && size > SMALLEST) {
                size = Math.max(SMALLEST, size / 2);
            }
            wasSmall = small;
        }
    }
}
