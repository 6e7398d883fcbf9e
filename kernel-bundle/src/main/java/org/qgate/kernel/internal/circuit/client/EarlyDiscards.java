package org.qgate.kernel.internal.circuit.client;

/**
 * Bounds how many circuits kept ready are discarded before use ([PATH-10]): of a hundred built no more than the configured
 * share, so at a fifth no more than 1.25 are built for each that is kept. Which relays a path has is not its business.
 */
final class EarlyDiscards {
    private static final int HUNDRED = 100;
    /** What was not discarded in good times is not made up for later, beyond so many. */
    private static final int MOST = 3;

    private int credit;

    /** Another circuit was built to be kept ready; returns whether it is to be discarded, when it may be spared. */
    boolean takes(boolean spare, int percent) {
        credit = Math.min(MOST * HUNDRED, credit + percent);
        if (!spare || credit < HUNDRED) {
            return false;
        }
        credit -= HUNDRED;
        return true;
    }
}
