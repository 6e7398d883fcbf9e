package org.qgate.services.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.qsx.sign.PublisherKey;
import org.qgate.services.internal.core.Office;

/** Opens the office once there is a store and closes it once the vault is locked. One call at a time. */
final class Opening {
    private static final String HEALTH = "extenders";
    private static final int LARGEST_KEY = 64 << 10;

    private final Office office;
    private final Health health;
    private final BooleanSupplier store;
    private final Path firstParty;
    private boolean clean;
    private boolean opened;
    private String said = "";

    /**
     * Makes one.
     *
     * @param store whether there is one at this moment
     * @param firstParty the key that the distribution pins; need not exist
     */
    Opening(Office office, Health health, BooleanSupplier store, Path firstParty) {
        this.office = office;
        this.health = health;
        this.store = store;
        this.firstParty = firstParty;
    }

    /** Brings the office where it should be. A store that is away for a moment is being replaced: what runs goes on. */
    synchronized void settle(boolean locked) {
        try {
            if (!clean) {
                office.clean();
                clean = true;
            }
            if (locked && opened) {
                opened = false;
                office.close(ExtenderError.NOT_READY.id() + " the vault is locked");
            }
            if (!locked && !opened && store.getAsBoolean()) {
                office.open(firstPartyKey());
                opened = true;
                said = "";
            } else if (!opened) {
                waits();
            }
        } catch (QGateException failed) {
            failed(failed);
        }
    }

    private void waits() {
        health.report(new HealthReport(
                HEALTH,
                HealthState.TEMPORARILY_UNAVAILABLE,
                ExtenderError.NOT_READY.id(),
                "waiting for the vault and the store: no extender runs",
                ExtenderError.NOT_READY.advice()));
    }

    private void failed(QGateException why) {
        if (!said.equals(why.codeId())) {
            said = why.codeId();
            health.failed(HEALTH, HealthState.ERROR, why);
        }
    }

    private Optional<PublisherKey> firstPartyKey() {
        try {
            if (Files.size(firstParty) > LARGEST_KEY) {
                throw new QGateException(ExtenderError.NO_FILE, firstParty + " is no key");
            }
            return Optional.of(PublisherKey.decode(Files.readAllBytes(firstParty)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new QGateException(ExtenderError.NO_FILE, firstParty + ": " + unreadable, unreadable);
        }
    }
}
