package org.qgate.qrng.internal.assess;

import java.util.Optional;

/** One way to estimate min-entropy. A pure function. */
@FunctionalInterface
interface Estimator {
    /** Estimates; empty when there are too few symbols for it. */
    Optional<Outcome> estimate(Symbols symbols);
}
