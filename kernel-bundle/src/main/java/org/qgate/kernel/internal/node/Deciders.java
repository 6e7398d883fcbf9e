package org.qgate.kernel.internal.node;

import java.util.Optional;
import java.util.function.Supplier;
import org.qgate.api.network.Entry;
import org.qgate.api.network.Exit;
import org.qgate.api.network.ServiceDesk;

/**
 * The bundles that decide about streams, each asked for anew at every use.
 *
 * @param entry for local applications
 * @param exit at an exit
 * @param desk for services
 */
record Deciders(Supplier<Optional<Entry>> entry, Supplier<Optional<Exit>> exit, Supplier<Optional<ServiceDesk>> desk) {}
