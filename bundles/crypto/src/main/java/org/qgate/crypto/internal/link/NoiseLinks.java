package org.qgate.crypto.internal.link;

import org.qgate.api.base.Clock;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.LinkCipher;
import org.qgate.api.crypto.LinkHandshake;
import org.qgate.api.crypto.LinkHandshakes;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.crypto.LinkTarget;
import org.qgate.api.crypto.RandomSource;
import org.qgate.crypto.internal.identity.NodeIdentity;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.Refusals;

/** Makes link handshakes and brings exported record ciphers back. Thread-safe. */
public final class NoiseLinks implements LinkHandshakes {
    private final LinkProvision provision;

    /** Makes them with given limits on the use of one key. */
    public NoiseLinks(RandomSource random, Clock clock, Ciphers ciphers, LinkLimits limits) {
        provision = new LinkProvision(random, clock, ciphers, limits);
    }

    @Override
    public LinkHandshake initiate(LinkTarget to, Identity self, String networkId, String carrier) {
        if (to.linkKey().length != 32) {
            throw Refusals.malformed("a link key has 32 bytes");
        }
        return new Initiator(provision, to, (NodeIdentity) self, networkId, carrier);
    }

    @Override
    public LinkHandshake respond(Identity self, LinkSuite suite, String carrier) {
        return new Responder(provision, (NodeIdentity) self, suite, carrier);
    }

    @Override
    public boolean plausible(Identity self, LinkSuite suite, byte[] message, int offset) {
        return ((NodeIdentity) self).mask().plausible(suite, message, offset);
    }

    @Override
    public LinkCipher restore(byte[] exported) {
        return RecordCipher.restore(exported, provision);
    }
}
