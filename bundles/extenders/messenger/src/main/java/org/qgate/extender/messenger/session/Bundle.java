package org.qgate.extender.messenger.session;

import java.util.Objects;
import java.util.Optional;

/**
 * What one needs to write first to somebody who is away: fetched from a mailbox, trusted only after {@link #check}.
 *
 * @param identity whose keys these are
 * @param signed serves until it expires
 * @param oneTime serves once; without it the first message is protected by {@code signed} alone
 */
public record Bundle(Identity identity, PreKey signed, Optional<PreKey> oneTime) {
    /** The greatest length of {@link #encode()}, in bytes. */
    public static final int MOST_BYTES = 2 + Identity.BYTES + 2 * PreKey.BYTES;

    private static final int VERSION = 1;

    /** Refuses pre-keys in each other's place. */
    public Bundle {
        Objects.requireNonNull(identity);
        if (signed.oneTime() || oneTime.map(key -> !key.oneTime()).orElse(false)) {
            throw new MalformedException("a pre-key in another's place");
        }
    }

    /**
     * Checks that these are the keys of the one that is meant, and of now.
     *
     * @param fingerprint whom one means, as that person said it
     * @param nowMs milliseconds since 1970
     * @return why they are not to be used; empty when they are
     */
    public Optional<Reason> check(Crypto crypto, Octets fingerprint, long nowMs) {
        if (!identity.fingerprint(crypto).equals(fingerprint)) {
            return Optional.of(Reason.NOT_THEM);
        }
        if (!signed.signedBy(crypto, identity)
                || !oneTime.map(key -> key.signedBy(crypto, identity)).orElse(true)) {
            return Optional.of(Reason.FORGED);
        }
        if (signed.expiresMs() <= nowMs || oneTime.map(PreKey::expiresMs).orElse(Long.MAX_VALUE) <= nowMs) {
            return Optional.of(Reason.EXPIRED);
        }
        return Optional.empty();
    }

    /** Returns it as bytes, at most {@link #MOST_BYTES}. */
    public byte[] encode() {
        Writer writer = new Writer().u8(VERSION).raw(identity.encode()).raw(signed.encode());
        writer.u8(oneTime.isPresent() ? 1 : 0);
        oneTime.ifPresent(key -> writer.raw(key.encode()));
        return writer.bytes();
    }

    /**
     * Reads what {@link #encode()} wrote; {@link #check} says whether it is to be trusted.
     *
     * @throws MalformedException when it is none
     */
    public static Bundle decode(byte[] bytes) {
        Reader reader = new Reader(bytes).version(VERSION);
        Identity identity = Identity.decode(reader.raw(Identity.BYTES));
        PreKey signed = PreKey.decode(reader.raw(PreKey.BYTES));
        Optional<PreKey> oneTime =
                reader.flag() ? Optional.of(PreKey.decode(reader.raw(PreKey.BYTES))) : Optional.empty();
        reader.end();
        return new Bundle(identity, signed, oneTime);
    }
}
