package org.qgate.qrng.internal.fleet;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Health;
import org.qgate.api.base.Scheduler;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.qrng.SourceDriver;
import org.qgate.api.qrng.SourceSpec;
import org.qgate.api.store.Store;
import org.qgate.qrng.internal.flow.Mint;
import org.qgate.qrng.internal.flow.Refinery;
import org.qgate.qrng.internal.flow.Stock;

/**
 * What a fleet has around it. Suppliers are asked at each use, from any thread, and may throw while something is replaced:
 * then it is tried again a little later.
 *
 * @param drivers by scheme, as of now: the built-in ones and those that bundles registered
 * @param random for keys of tests
 * @param refineries makes one for each device that is opened
 */
public record World(
        Clock clock,
        Scheduler scheduler,
        Health health,
        Supplier<Store> store,
        Supplier<Map<String, SourceDriver>> drivers,
        Supplier<RandomSource> random,
        Stock stock,
        Mint mint,
        Function<SourceSpec, Refinery> refineries,
        Assessor assessor) {}
