package org.qgate.qrng.internal.fleet;

import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import org.qgate.api.error.QGateException;
import org.qgate.qrng.internal.flow.Batch;
import org.qgate.qrng.internal.flow.RawWindow;
import org.qgate.qrng.internal.flow.Refinery;
import org.qgate.qrng.internal.flow.WindowVerdict;

/**
 * The way of clean windows into the stock: refined, told to the mint, offered. All under the device's lock, so that a
 * quarantine comes before or after and never between. For one thread.
 */
final class Outlet {
    private static final long OFFER_MS = 20;

    private final Device device;
    private final World world;
    private final ArrayDeque<Batch> pending = new ArrayDeque<>();
    private Refinery refinery;
    private RawWindow held;
    private WindowVerdict verdict;
    private int epoch;

    Outlet(Device device, World world) {
        this.device = device;
        this.world = world;
        epoch = device.epoch();
    }

    /** Takes a clean window; the lock is held, and the window must stay as it is while {@link #holdsWindow}. */
    void take(RawWindow clean, WindowVerdict judged) {
        held = clean;
        verdict = judged;
    }

    /** Returns whether a window waits to be refined. */
    boolean holdsWindow() {
        return held != null;
    }

    /**
     * Passes on what waits.
     *
     * @return whether nothing waits any more
     */
    boolean forward(BooleanSupplier stopping) throws InterruptedException {
        if (held == null && pending.isEmpty() && epoch == device.epoch()) {
            return true;
        }
        device.lock.lockInterruptibly();
        try {
            if (stopping.getAsBoolean() || isStale()) {
                return true;
            }
            if (held != null) {
                refine();
            }
            return held == null && offerAll();
        } finally {
            device.lock.unlock();
        }
    }

    /** Was quarantined meanwhile: nothing that was collected before is used. */
    private boolean isStale() {
        if (epoch == device.epoch() && device.machine().usable()) {
            return false;
        }
        epoch = device.epoch();
        held = null;
        pending.clear();
        if (refinery != null) {
            refinery.forget();
        }
        return true;
    }

    private void refine() {
        try {
            if (refinery == null) {
                refinery = world.refineries().apply(device.spec);
            }
            pending.addAll(refinery.refine(held, verdict, device.identity(), device.provenance(), device.credited()));
        } catch (QGateException absent) { // the cryptography is being replaced: the window waits
            return;
        }
        held = null;
        pending.forEach(each -> world.mint().made(each.header()));
    }

    private boolean offerAll() throws InterruptedException {
        while (!pending.isEmpty()) {
            Batch next = pending.peek();
            int length = next.bytes().length; // whoever takes the batch may wipe it
            if (!world.stock().offer(next, OFFER_MS)) {
                return false;
            }
            pending.remove();
            device.counters.deliveredBytes += length;
        }
        return true;
    }
}
