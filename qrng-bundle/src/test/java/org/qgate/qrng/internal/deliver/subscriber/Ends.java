package org.qgate.qrng.internal.deliver.subscriber;

import java.util.function.Supplier;
import org.qgate.api.NodeId;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.protocol.Protocols;
import org.qgate.api.store.Store;
import org.qgate.api.store.StoreMap;
import org.qgate.qrng.internal.deliver.Party;
import org.qgate.qrng.internal.deliver.kill.Ledger;
import org.qgate.qrng.internal.deliver.pool.Cursor;
import org.qgate.qrng.internal.deliver.pool.Pool;
import org.qgate.qrng.internal.deliver.pool.PoolSettings;
import org.qgate.qrng.internal.deliver.server.Server;
import org.qgate.qrng.internal.deliver.server.ServerSettings;

/** Puts the delivering parts of a node together by hand, as the node does. */
public final class Ends {
    private Ends() {}

    /** Returns the map of cursors of a store. */
    public static Supplier<StoreMap> cursors(Store store) {
        return () -> store.namespace("qrng").map("cursors");
    }

    /** Makes a pool whose cursor lies in a store. */
    public static Pool pool(Clock clock, Supplier<StoreMap> cursors, long step) {
        return new Pool(
                clock, new Cursor(cursors, "node", step, 0), Party.degraded(), () -> true, PoolSettings.STANDARD);
    }

    /** Makes a server. */
    public static Server server(
            Party party,
            Clock clock,
            Pool pool,
            Supplier<StoreMap> cursors,
            long step,
            long floor,
            ServerSettings settings) {
        Server.Parts parts = new Server.Parts(party.supplier(), party::identity, clock, any -> true);
        return new Server(parts, pool, new Cursor(cursors, "server", step, floor), settings);
    }

    /** Makes a subscriber that its test turns by hand. */
    public static Subscriber subscriber(
            Party party,
            NodeId server,
            Clock clock,
            Pool pool,
            Supplier<StoreMap> cursors,
            long step,
            Protocols protocols) {
        Subscriber.Parts parts = new Subscriber.Parts(() -> protocols, party.supplier(), party::identity, clock);
        Seen seen = new Seen(new Cursor(cursors, "from/" + server, step, 0));
        return new Subscriber(server, parts, pool, SubscriberSettings.STANDARD, seen, clock.wallMs());
    }

    /** Makes a subscriber that notes in a ledger what it takes of a server's numbering. */
    public static Subscriber noting(
            Supplier<Crypto> crypto,
            Supplier<Identity> identity,
            NodeId server,
            Clock clock,
            Pool pool,
            Supplier<StoreMap> cursors,
            long step,
            Protocols protocols,
            Ledger ledger) {
        Subscriber.Parts parts = new Subscriber.Parts(() -> protocols, crypto, identity, clock);
        Seen seen = new Recorded.Taken(new Cursor(cursors, "from/" + server, step, 0), ledger, "taken of " + server);
        return new Subscriber(server, parts, pool, SubscriberSettings.STANDARD, seen, clock.wallMs());
    }
}
