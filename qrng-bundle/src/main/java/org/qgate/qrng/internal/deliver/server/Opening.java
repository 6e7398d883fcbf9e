package org.qgate.qrng.internal.deliver.server;

import java.util.Arrays;
import java.util.Optional;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.Primitives;
import org.qgate.api.error.CryptoError;
import org.qgate.api.error.QGateException;
import org.qgate.api.protocol.Caller;
import org.qgate.qrng.internal.deliver.pool.Cursor;
import org.qgate.qrng.internal.deliver.wire.Answered;
import org.qgate.qrng.internal.deliver.wire.Asked;
import org.qgate.qrng.internal.deliver.wire.LeaseKeys;
import org.qgate.qrng.internal.deliver.wire.Refusal;

/**
 * Opens leases ([QRN-3]): fresh keys of both kinds, and a signature by this node's identity over all that was said. What
 * is cheap is refused first; public-key operations are bounded by leases a second. Thread-safe.
 */
final class Opening {
    /**
     * How far a subscriber may move the numbering on: what it reserved before it crashed. Far less than would bring the
     * numbering to its end in a hundred years of trying.
     */
    static final long MOST_SKIP = 256L << 20;

    private static final int SECRET_BYTES = 32;
    private static final int WAIT_MS = 1_000;

    private final Server.Parts parts;
    private final Cursor cursor;
    private final Leases leases;
    private Bucket opens;
    private int opensPerSecond;

    Opening(Server.Parts parts, Cursor cursor, Leases leases) {
        this.parts = parts;
        this.cursor = cursor;
        this.leases = leases;
    }

    /** Answers a request for a lease. */
    byte[] open(Caller caller, Asked.Open asked, byte[] request, ServerSettings settings) {
        long nowNs = parts.clock().monoNs();
        Optional<Account> account = leases.account(caller, settings, nowNs);
        if (account.isEmpty() || !mayOpen(settings.opensPerSecond(), nowNs)) {
            return new Answered.Refused(Refusal.NO_ROOM, WAIT_MS).encode();
        }
        Crypto crypto = parts.crypto().get();
        byte[] mine = crypto.random().bytes(SECRET_BYTES);
        try {
            byte[] agreed = crypto.primitives().agree(mine, asked.agreementKey());
            Primitives.Capsule capsule = crypto.primitives().encapsulate(asked.kemKey());
            Answered.Opened unsigned = new Answered.Opened(
                    crypto.primitives().agreementKey(mine),
                    capsule.ciphertext(),
                    terms(crypto, asked.above(), account.get(), settings),
                    new byte[0],
                    new byte[0]);
            return sign(crypto, unsigned, account.get(), settings, request, agreed, capsule.secret());
        } catch (QGateException refused) {
            if (refused.code() == CryptoError.AUTHENTICATION || refused.code() == CryptoError.MALFORMED) {
                return new Answered.Refused(Refusal.BAD, 0).encode(); // keys that are none
            }
            throw refused;
        } finally {
            Arrays.fill(mine, (byte) 0);
        }
    }

    private synchronized boolean mayOpen(int perSecond, long nowNs) {
        if (opens == null || perSecond != opensPerSecond) {
            opens = new Bucket(perSecond, perSecond, nowNs);
            opensPerSecond = perSecond;
        }
        if (opens.waitMs(nowNs) > 0) {
            return false;
        }
        opens.take(1, nowNs);
        return true;
    }

    private Answered.Terms terms(Crypto crypto, long above, Account account, ServerSettings settings) {
        long position = cursor.position();
        if (above > position && above - position <= MOST_SKIP) {
            cursor.skipTo(above);
        }
        long lease = 0;
        for (byte each : crypto.random().bytes(Long.BYTES)) {
            lease = lease << 8 | each & 255;
        }
        int seconds = (int) (settings.leaseMs() / 1_000);
        return new Answered.Terms(lease, cursor.position(), seconds, account.rate(), account.quota());
    }

    private byte[] sign(
            Crypto crypto,
            Answered.Opened unsigned,
            Account account,
            ServerSettings settings,
            byte[] request,
            byte[] agreed,
            byte[] secret) {
        Identity identity = parts.identity().get();
        byte[] transcript = LeaseKeys.transcript(
                crypto.primitives(), identity.networkId(), identity.nodeId(), request, unsigned.offer());
        LeaseKeys keys = LeaseKeys.derive(crypto.primitives(), unsigned.terms().lease(), agreed, secret, transcript);
        byte[] certificate = identity.certificate();
        byte[] signature = identity.sign(LeaseKeys.DOMAIN, transcript);
        long wallMs = parts.clock().wallMs();
        long endsNs = parts.clock().monoNs() + settings.leaseMs() * 1_000_000;
        OpenLease lease = new OpenLease(keys, account, wallMs, wallMs + settings.leaseMs(), endsNs);
        if (!leases.add(lease, settings.mostLeases())) {
            lease.end();
            return new Answered.Refused(Refusal.NO_ROOM, WAIT_MS).encode();
        }
        return new Answered.Opened(
                        unsigned.agreementKey(), unsigned.kemText(), unsigned.terms(), certificate, signature)
                .encode();
    }
}
