package org.qgate.transport.internal;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.util.concurrent.ThreadAwareExecutor;

/**
 * The epoll handler with one mend. Netty 4.2.15 takes a socket with no interest out of the epoll set, as it should,
 * else a connection that is over would be reported again and again, but changes instead of adding it when interest
 * comes back, which fails with ENOENT. A connection that is paused after the other end's FIN has no interest. So such
 * a registration is cancelled here and made anew when it is needed again.
 */
final class RearmingEpoll implements IoHandler {
    private final IoHandler epoll;

    private RearmingEpoll(IoHandler epoll) {
        this.epoll = epoll;
    }

    static IoHandlerFactory factory() {
        IoHandlerFactory netty = EpollIoHandler.newFactory();
        return (ThreadAwareExecutor executor) -> new RearmingEpoll(netty.newHandler(executor));
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return epoll.run(context);
    }

    @Override
    public void prepareToDestroy() {
        epoll.prepareToDestroy();
    }

    @Override
    public void destroy() {
        epoll.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return new Rearming(handle, epoll.register(handle));
    }

    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return epoll.isCompatible(handleType);
    }

    private final class Rearming implements IoRegistration {
        private final IoHandle handle;
        private IoRegistration armed;
        private volatile boolean cancelled;

        Rearming(IoHandle handle, IoRegistration armed) {
            this.handle = handle;
            this.armed = armed;
        }

        @Override
        public <T> T attachment() {
            return armed.attachment();
        }

        @Override
        public long submit(IoOps ops) {
            if (cancelled) {
                return -1;
            }
            if (ops instanceof EpollIoOps wanted && wanted.value() == EpollIoOps.NONE.value()) {
                armed.cancel();
                return 0;
            }
            if (!armed.isValid()) {
                rearm();
            }
            return armed.submit(ops);
        }

        private void rearm() {
            try {
                armed = epoll.register(handle);
            } catch (Exception failed) {
                throw new IllegalStateException("a socket could not be watched again", failed);
            }
        }

        @Override
        public boolean isValid() {
            return !cancelled;
        }

        @Override
        public boolean cancel() {
            if (cancelled) {
                return false;
            }
            cancelled = true;
            armed.cancel();
            return true;
        }
    }
}
