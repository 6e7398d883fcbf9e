package org.qgate.services.internal.core;

import java.util.function.Supplier;
import org.qgate.api.base.Audit;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Health;
import org.qgate.api.base.Workers;
import org.qgate.gate.Admissions;
import org.qgate.gate.Hosting;
import org.qgate.services.internal.parcel.Inspector;
import org.qgate.services.internal.parcel.Shelf;
import org.qgate.services.internal.record.Ledger;
import org.qgate.services.internal.trust.Offers;
import org.qgate.services.internal.trust.Publishers;

/**
 * All that the state machine is made of.
 *
 * @param hosting of this moment
 * @param admissions of this moment
 * @param workers for changes
 * @param drains for what waits long: old versions that end
 */
public record World(
        Ledger ledger,
        Shelf shelf,
        Inspector inspector,
        Publishers publishers,
        Offers offers,
        Bundles bundles,
        Supplier<Hosting> hosting,
        Supplier<Admissions> admissions,
        ExtenderData data,
        Clock clock,
        Health health,
        Audit audit,
        Workers workers,
        Workers drains) {}
