package org.qgate.crypto.internal.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.qgate.api.error.VaultError;

/** Who comes first at the keys. */
@Timeout(60)
class KeyUsersTest {
    private static final long PATIENT_MS = 60_000;
    private static final Set<Thread.State> WAITS = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    /** A stream of users must not keep a lock waiting: whoever comes after it waits behind it. */
    @Test
    void shouldLetNobodyPassWhoeverChangesKeys() throws InterruptedException {
        KeyUsers users = new KeyUsers(PATIENT_MS);
        List<String> order = new CopyOnWriteArrayList<>();
        users.alone(order::clear); // loads what is needed: below, nobody waits for anything but the permits
        users.enter();
        Thread change = started(() -> users.alone(() -> order.add("change")));
        Thread user = started(() -> {
            users.enter();
            order.add("user");
            users.exit();
        });
        assertEquals(List.of(), order);
        users.exit();
        change.join();
        user.join();
        assertEquals(List.of("change", "user"), order);
    }

    /** What a user of keys asks in the moment of a hand-over is answered once it is over, by another thread than it began. */
    @Test
    void shouldLetUsersWaitForAHandOver() throws InterruptedException {
        KeyUsers users = new KeyUsers(PATIENT_MS);
        List<String> order = new CopyOnWriteArrayList<>();
        Thread freezing = started(users::freeze);
        freezing.join();
        Thread user = started(() -> {
            users.enter();
            order.add("user");
            users.exit();
        });
        assertEquals(List.of(), order);
        users.thaw();
        users.thaw();
        user.join();
        assertEquals(List.of("user"), order);
        users.alone(order::clear);
        assertEquals(List.of(), order);
    }

    @Test
    void shouldNotLetUsersWaitForever() {
        KeyUsers users = new KeyUsers(1);
        users.freeze();
        VaultBench.refused(VaultError.LOCKED, users::enter);
        users.thaw();
        users.enter();
        users.exit();
    }

    /** Starts a thread and returns when it waits, or has ended without having to. */
    private static Thread started(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!WAITS.contains(thread.getState()) && thread.isAlive()) {
            assertTrue(System.nanoTime() < until, "a thread neither waits nor ends");
            Thread.onSpinWait();
        }
        return thread;
    }
}
