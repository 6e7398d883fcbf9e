package org.qgate.kernel.internal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.qgate.api.vault.VaultState;
import org.qgate.kernel.internal.node.Lock.Step;
import org.qgate.sim.SimWorld;

/** What the vault's state means for a running overlay. */
final class LockTest {
    private static final long GRACE_MS = 30_000;
    private final SimWorld world = new SimWorld(1);
    private final Lock lock = new Lock(world.host("10.0.0.1").clock());

    private Step next(VaultState state) {
        return lock.next(Optional.ofNullable(state), GRACE_MS);
    }

    @Test
    void shouldHoldAtOnceAndEndAfterTheGrace() {
        assertEquals(Step.NONE, next(VaultState.UNLOCKED));
        assertEquals(Step.HOLD, next(VaultState.LOCKED));
        assertTrue(lock.holds());
        world.run(GRACE_MS - 1);
        assertEquals(Step.NONE, next(VaultState.LOCKED));
        world.run(1);
        assertEquals(Step.END, next(VaultState.LOCKED));
    }

    @Test
    void shouldEndAtOnceWithoutAGrace() {
        assertEquals(Step.END, lock.next(Optional.of(VaultState.LOCKED), 0));
    }

    @Test
    void shouldGoOnWhenKeysAreBackInTime() {
        next(VaultState.LOCKED);
        world.run(GRACE_MS - 1);
        assertEquals(Step.GO_ON, next(VaultState.UNLOCKED));
        assertEquals(Step.GO_ON, next(VaultState.UNLOCKED), "until somebody has asked for keys");
        lock.over(lock.wipes());
        assertFalse(lock.holds());
        assertEquals(Step.NONE, next(VaultState.UNLOCKED));
        next(VaultState.LOCKED);
        world.run(GRACE_MS - 1);
        assertEquals(Step.NONE, next(VaultState.LOCKED), "a lock later has a grace of its own");
    }

    @Test
    void shouldAskForKeysAnewAfterALockThatNobodySaw() {
        lock.heard(VaultState.LOCKED);
        lock.heard(VaultState.UNLOCKED);
        assertEquals(Step.GO_ON, next(VaultState.UNLOCKED));
        int asked = lock.wipes();
        lock.heard(VaultState.LOCKED);
        lock.heard(VaultState.UNLOCKED);
        lock.over(asked);
        assertEquals(Step.GO_ON, next(VaultState.UNLOCKED), "what was asked for before is of no use");
    }

    @Test
    void shouldChangeNothingWhileTheVaultIsReplaced() {
        assertEquals(Step.NONE, next(null));
        next(VaultState.LOCKED);
        world.run(GRACE_MS);
        assertEquals(Step.NONE, next(null));
        assertTrue(lock.holds());
        assertEquals(Step.END, next(VaultState.LOCKED));
    }
}
