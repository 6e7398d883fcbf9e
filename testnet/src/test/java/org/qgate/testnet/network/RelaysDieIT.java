package org.qgate.testnet.network;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetOptions;
import org.qgate.testnet.trial.RelaysDie;
import org.qgate.testnet.trial.RelaysDie.Blow;
import org.qgate.testnet.trial.RelaysDie.Outcome;
import org.qgate.testnet.trial.RelaysDie.Place;

/**
 * Relays die while downloads run. Here time only must not run away: {@code ./qgate bench relays-die} asserts how fast
 * the next request works.
 */
@Timeout(300)
final class RelaysDieIT {
    /** Ten times what the benchmark asserts. */
    private static final double AFTER_KILL_SECONDS = 20;

    private static final double AFTER_STOP_SECONDS = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    @TempDir
    private Path dir;

    @Test
    void shouldGoOnWithoutTheRelaysThatDied() throws Exception {
        TestnetOptions options = TestnetOptions.defaults(dir.resolve("nine")).sized(9, 3);
        try (Testnet network = Testnet.start(options, System.out::println);
                RelaysDie trial = new RelaysDie(network, System.out::println)) {
            for (Place place : new Place[] {Place.MIDDLE, Place.EXIT, Place.GUARD}) {
                assertSoon(trial.strike(Blow.KILL, place, PATIENCE), AFTER_KILL_SECONDS);
            }
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "qgate.long", matches = "true", disabledReason = "takes long: ./qgate test --long")
    void shouldGoOnWithoutTheRelaysThatFellSilent() throws Exception {
        TestnetOptions options = TestnetOptions.defaults(dir.resolve("silent")).sized(9, 3);
        try (Testnet network = Testnet.start(options, System.out::println);
                RelaysDie trial = new RelaysDie(network, System.out::println)) {
            for (Place place : new Place[] {Place.MIDDLE, Place.EXIT, Place.GUARD}) {
                assertSoon(trial.strike(Blow.STOP, place, PATIENCE), AFTER_STOP_SECONDS);
            }
        }
    }

    private static void assertSoon(Outcome outcome, double seconds) {
        assertTrue(outcome.nextSeconds() <= seconds && outcome.sameSeconds() <= seconds, outcome::toString);
    }
}
