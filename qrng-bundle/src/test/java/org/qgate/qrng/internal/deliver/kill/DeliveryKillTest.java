package org.qgate.qrng.internal.deliver.kill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.qgate.qrng.internal.deliver.HandClock;
import org.qgate.qrng.internal.deliver.Party;
import org.qgate.sim.SimSeeds;

/**
 * Servers and subscribers are killed at random moments of what they do, with the real store on a disk that loses what was
 * not synced: over all lives no two ranges of positions overlap, and no word reaches two applications or one twice.
 */
class DeliveryKillTest {
    /** So many moments pass before anything is done. */
    private static final int SHORTEST_LIFE = 10;

    private static final int LONGEST_LIFE = 600;
    private static final long FOREVER = Long.MAX_VALUE / 2;
    private final List<Party> parties = World.parties(new HandClock());

    @Test
    void shouldDeliverNothingTwiceWhoeverIsKilled() {
        int kills = SimSeeds.isLong() ? 500 : 40;
        long seed = Long.getLong(SimSeeds.ONE, 1);
        try {
            kill(kills, new Random(seed));
        } catch (AssertionError failed) {
            throw new AssertionError("-D" + SimSeeds.ONE + "=" + seed + " repeats it: " + failed.getMessage(), failed);
        }
    }

    private void kill(int kills, Random random) {
        World world = new World(parties, random);
        world.mortals().forEach(each -> each.live(life(random)));
        int killed = 0;
        long atMost = 10_000L * kills;
        for (long step = 0; killed < kills && step < atMost; step++) {
            Optional<Mortal> dead = world.step();
            if (dead.isPresent()) {
                killed++;
                dead.get().die();
                dead.get().live(life(random));
            }
        }
        assertTrue(killed == kills, "only " + killed + " were killed");
        assertTrue(world.delivered() > 1_000L * kills, "only " + world.delivered() + " words were delivered");
    }

    private static long life(Random random) {
        return SHORTEST_LIFE + random.nextInt(LONGEST_LIFE);
    }

    @Test
    void shouldDeliverNothingTwiceWhateverStepOfTheDiskFails() {
        long seed = Long.getLong(SimSeeds.ONE, 7);
        for (int who = 0; who < 4; who += 2) {
            long step = 0;
            try {
                while (fail(who, step, seed)) {
                    step++;
                }
            } catch (AssertionError failed) {
                throw new AssertionError(
                        "seed " + seed + ", step " + step + " of disk " + who + ": " + failed.getMessage(), failed);
            }
            assertTrue(step >= 8, "only " + step + " steps of disk " + who);
        }
    }

    /** Lets one step of one disk and all later ones fail; returns whether it came to that step. */
    private boolean fail(int who, long step, long seed) {
        Random random = new Random(seed);
        World world = new World(parties, random);
        world.mortals().forEach(each -> each.live(FOREVER));
        Mortal victim = world.mortals().get(who);
        long before = victim.diskSteps();
        victim.failDiskAfter(step);
        for (int i = 0; i < 160; i++) {
            world.step();
        }
        long steps = victim.diskSteps() - before;
        victim.die();
        victim.live(FOREVER);
        for (int i = 0; i < 40; i++) {
            world.step();
        }
        assertTrue(world.delivered() > 0, "nothing was delivered");
        return steps > step;
    }
}
