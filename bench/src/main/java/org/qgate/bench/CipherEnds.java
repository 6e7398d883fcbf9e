package org.qgate.bench;

import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.HopAnswer;
import org.qgate.api.crypto.HopLayers;
import org.qgate.api.crypto.HopRequest;
import org.qgate.api.crypto.HopTarget;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.LinkCipher;
import org.qgate.api.crypto.LinkHandshake;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.crypto.LinkTarget;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.sim.SimDisk;

/** A client's and a relay's cryptography as the node makes them, and what both ends have after their handshakes. */
final class CipherEnds {
    private static final String NETWORK = "bench.example";

    private final Crypto client;
    private final Crypto relay;
    private final Identity relayIdentity;

    CipherEnds() {
        client = CryptoProvider.tested(new SimDisk(), new WallClock());
        relay = CryptoProvider.tested(new SimDisk(), new WallClock());
        relayIdentity = relay.identity(NETWORK);
    }

    /** The two ends of one hop. */
    record Hop(HopLayers client, HopLayers relay) {}

    /** The two ends of one link. */
    record Link(LinkCipher client, LinkCipher relay) {}

    Crypto relay() {
        return relay;
    }

    HopRequest request(CellSize size) {
        HopTarget target = new HopTarget(relayIdentity.nodeId(), relayIdentity.onionKeys());
        return client.hops().request(target, size);
    }

    HopAnswer answer(byte[] create) {
        return relay.hops().answer(relayIdentity, create);
    }

    Hop hop(CellSize size) {
        HopRequest request = request(size);
        HopAnswer answer = answer(request.create());
        return new Hop(request.finish(answer.created()), answer.layers());
    }

    /** Begins as a pure client does: without a certificate. */
    LinkHandshake initiate() {
        LinkTarget target = new LinkTarget(relayIdentity.nodeId(), relayIdentity.linkKey(), LinkSuite.AES_GCM);
        return client.links().initiate(target, null, NETWORK, "tcp");
    }

    LinkHandshake respond() {
        return relay.links().respond(relayIdentity, LinkSuite.AES_GCM, "tcp");
    }

    Link link() {
        LinkHandshake one = initiate();
        LinkHandshake two = respond();
        two.advance(one.advance(two.advance(one.start())));
        return new Link(one.finish().cipher(), two.finish().cipher());
    }
}
