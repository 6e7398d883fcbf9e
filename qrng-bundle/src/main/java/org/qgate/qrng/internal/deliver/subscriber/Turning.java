package org.qgate.qrng.internal.deliver.subscriber;

/** One thread of a subscription: turn after turn until it is interrupted, or the subscription is over. */
final class Turning implements Runnable {
    private final Subscriber subscriber;

    Turning(Subscriber subscriber) {
        this.subscriber = subscriber;
    }

    @Override
    public void run() {
        try {
            while (!subscriber.isOver()) {
                subscriber.rest(subscriber.turn());
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
