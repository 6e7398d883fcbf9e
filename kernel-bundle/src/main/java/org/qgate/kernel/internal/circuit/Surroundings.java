package org.qgate.kernel.internal.circuit;

import java.util.Optional;
import java.util.function.Supplier;
import org.qgate.api.crypto.Identity;
import org.qgate.api.network.Entry;
import org.qgate.api.network.Exit;
import org.qgate.api.network.ServiceDesk;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.circuit.client.Witness;
import org.qgate.kernel.internal.circuit.settings.CircuitSettings;
import org.qgate.kernel.internal.directory.Duties;
import org.qgate.kernel.internal.directory.View;
import org.qgate.kernel.internal.link.Links;
import org.qgate.kernel.internal.path.Paths;

/**
 * What the circuits of a node need from the rest of it.
 *
 * @param identity the node's keys; asked anew for each CREATE
 * @param duties what this node does for others
 * @param view the verified view; {@link View#NONE} when there is none
 * @param entry who decides for local applications; asked anew each time
 * @param exit who decides at an exit; asked anew each time
 * @param desk who dials and serves protocols; asked anew each time
 * @param witness hears which snapshots relays have
 */
public record Surroundings(
        Env env,
        Supplier<CircuitSettings> settings,
        Supplier<Identity> identity,
        Supplier<Duties> duties,
        Links links,
        Paths paths,
        Supplier<View> view,
        Supplier<Optional<Entry>> entry,
        Supplier<Optional<Exit>> exit,
        Supplier<Optional<ServiceDesk>> desk,
        Witness witness) {}
