package org.qgate.transport.internal;

import io.netty.channel.socket.SocketChannel;

/** Whether a port reads: it does while none of the reasons not to holds. Loop only. */
final class Reading {
    /** The owner paused. */
    static final int OWNER = 1;
    /** Nobody takes deliveries for the role at the moment. */
    static final int PARKED = 2;
    /** The node's byte budget is used up. */
    static final int BUDGET = 4;
    /** The port it is joined to takes nothing more at the moment. */
    static final int PEER_FULL = 8;

    private static final int DEFERRALS_BEFORE_ASLEEP = 3;

    private final Loop loop;
    private final SocketChannel channel;
    private int reasons;
    private boolean started;
    private boolean released;
    private boolean sentFin;
    private int deferrals;
    private boolean asleep;
    private boolean outOfSight;

    Reading(Loop loop, SocketChannel channel) {
        this.loop = loop;
        this.channel = channel;
    }

    void start() {
        started = true;
        apply();
    }

    /** Adds a reason; returns whether it is new. */
    boolean hold(int why) {
        boolean fresh = (reasons & why) == 0;
        reasons |= why;
        apply();
        return fresh;
    }

    void unhold(int why) {
        reasons &= ~why;
        apply();
    }

    /** Drops all reasons, and takes no more: for the end of a port's life. */
    void release() {
        released = true;
        apply();
    }

    boolean held(int why) {
        return (reasons & why) != 0;
    }

    boolean isOn() {
        return started && (reasons == 0 || released);
    }

    /** From now on the end of input leaves nothing to wait for. */
    void outputClosed() {
        sentFin = true;
        sleepIfOver();
    }

    /**
     * The carrier had something to say of a port that does not read: the other end's FIN, or a reset. The readiness
     * interface would report a connection over in both directions again and again, so it leaves the interface's sight
     * until reading is on.
     */
    void deferred() {
        deferrals++;
        sleepIfOver();
    }

    private void sleepIfOver() {
        boolean over = deferrals > 0 && sentFin || deferrals >= DEFERRALS_BEFORE_ASLEEP;
        if (over && !isOn() && !asleep) {
            asleep = true;
            loop.execute(this::sleep);
        }
    }

    private void sleep() {
        if (isOn() || !channel.isOpen()) {
            asleep = false;
            return;
        }
        channel.deregister().addListener(done -> {
            outOfSight = true;
            apply();
        });
    }

    private void apply() {
        boolean on = isOn();
        if (on && outOfSight) {
            outOfSight = false;
            asleep = false;
            channel.config().setAutoRead(true);
            if (channel.isOpen()) {
                loop.events().register(channel);
            }
        } else if (channel.config().isAutoRead() != on && !outOfSight) {
            deferrals = on ? 0 : deferrals;
            channel.config().setAutoRead(on);
        }
    }
}
