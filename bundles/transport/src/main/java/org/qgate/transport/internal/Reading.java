package org.qgate.transport.internal;

import io.netty.channel.Channel;

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

    private final Channel channel;
    private int reasons;
    private boolean started;
    private boolean released;

    Reading(Channel channel) {
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

    private void apply() {
        boolean on = isOn();
        if (channel.config().isAutoRead() != on) {
            channel.config().setAutoRead(on);
        }
    }
}
