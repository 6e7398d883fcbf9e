package org.qgate.store.internal.seal;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.qgate.api.base.Current;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.Vault;

/**
 * Seals with the node's vault: maps {@code store/journal} and {@code store/map/N}, what a seal is bound to as the vault's
 * position. It asks the provider of the moment each time; one that was replaced during the call is asked no more, and the
 * one in its place once. Thread-safe.
 */
public final class VaultSeal implements Seal {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String MAPS = "store/";
    private static final byte[] NOTHING = new byte[0];

    private final Current<Vault> vault;
    private volatile int epoch;

    /**
     * Seals in the vault's newest epoch until {@link #renew}.
     *
     * @throws QGateException QG-VLT-0001 or QG-VLT-0002 when the vault cannot be used
     */
    public VaultSeal(Current<Vault> vault) {
        this.vault = vault;
        renew();
    }

    /** What is sealed names its epoch in several places, and they must be one. */
    @Override
    public void renew() {
        epoch = newest();
    }

    @Override
    public int newest() {
        List<Long> epochs = use(Vault::epochs);
        return Math.toIntExact(epochs.get(epochs.size() - 1));
    }

    /** The vault erases the epochs before, with its own files sealed anew. */
    @Override
    public void release(int oldest) {
        for (long each : use(Vault::epochs)) {
            if (each < oldest) {
                use(now -> {
                    now.erase(each);
                    return NOTHING;
                });
            }
        }
    }

    private <T> T use(Function<Vault, T> call) {
        return vault.ask(VaultError.LOCKED, PATIENCE, call);
    }

    private static String map(KeyName key) {
        return MAPS + key.use();
    }

    @Override
    public int epoch() {
        return epoch;
    }

    @Override
    public int overhead() {
        return Vault.OVERHEAD;
    }

    @Override
    public byte[] seal(KeyName key, byte[] associated, byte[] plain) {
        byte[] sealed = new byte[plain.length + Vault.OVERHEAD];
        use(now -> now.seal(map(key), key.epoch(), associated, plain, 0, plain.length, sealed, 0));
        return sealed;
    }

    @Override
    public byte[] open(KeyName key, byte[] associated, byte[] sealed) throws GeneralSecurityException {
        if (sealed.length < Vault.OVERHEAD) {
            throw new GeneralSecurityException("too short to be sealed");
        }
        byte[] plain = new byte[sealed.length - Vault.OVERHEAD];
        try {
            use(now -> now.open(map(key), key.epoch(), associated, sealed, 0, sealed.length, plain, 0));
            return plain;
        } catch (QGateException refused) {
            if (isOfTheValue(refused)) {
                throw new GeneralSecurityException(refused.getMessage(), refused);
            }
            throw refused;
        }
    }

    /** The value is to blame, not the vault: it was altered, or names an epoch that is not there. */
    private static boolean isOfTheValue(QGateException refused) {
        return refused.code() == VaultError.NOT_AUTHENTIC || refused.code() == VaultError.UNKNOWN_EPOCH;
    }

    @Override
    public byte[] mac(KeyName key, byte[] first, byte[] second, int offset, int length) {
        byte[] mac = new byte[Vault.MAC];
        use(now -> {
            now.mac(map(key), key.epoch(), first, second, offset, length, mac, 0);
            return NOTHING;
        });
        return mac;
    }

    @Override
    public boolean isMac(byte[] claimed, KeyName key, byte[] first, byte[] second, int offset, int length) {
        try {
            return Seal.super.isMac(claimed, key, first, second, offset, length);
        } catch (QGateException refused) {
            if (isOfTheValue(refused)) {
                return false;
            }
            throw refused;
        }
    }
}
