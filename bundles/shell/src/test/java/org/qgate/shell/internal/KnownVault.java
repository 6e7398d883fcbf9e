package org.qgate.shell.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.Freshness;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.KeyPlace;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultState;
import org.qgate.api.vault.VaultStatus;

/** A vault without cryptography: it knows which passphrase is right, remembers what it was asked, wipes what it got. */
public final class KnownVault implements Vault {
    public final List<String> asked = new ArrayList<>();
    public final List<char[]> given = new ArrayList<>();
    public VaultState state = VaultState.UNLOCKED;
    public String passphrase = "";
    public String keyFile = "/media/key/vault.key";
    public List<Long> epochs = new ArrayList<>(List.of(1L));
    /** How often epochs are asked for until the old ones are erased. */
    public int looksUntilErased;
    /** Whether an older copy would be noticed. */
    public Freshness freshness = Freshness.none("the medium cannot be written");

    @Override
    public VaultStatus status() {
        boolean absent = state == VaultState.ABSENT;
        boolean open = state == VaultState.UNLOCKED;
        return new VaultStatus(
                state,
                absent ? "" : "00112233445566778899aabbccddeeff",
                open ? epochs.get(epochs.size() - 1) : 0,
                open ? epochs.size() : 0,
                keyFile,
                KeyPlace.SAME_MACHINE,
                !passphrase.isEmpty(),
                false,
                state == VaultState.LOCKED ? "QG-VLT-0004 the medium is gone" : "",
                freshness);
    }

    /** As the contract says: compares, then wipes. */
    private String taken(char[] secret) {
        if (secret == null) {
            return "";
        }
        String text = new String(secret);
        Arrays.fill(secret, '\0');
        given.add(secret);
        return text;
    }

    private void require(char[] secret) {
        if (!taken(secret).equals(passphrase)) {
            throw new QGateException(VaultError.WRONG_KEY, "the passphrase");
        }
    }

    @Override
    public VaultStatus create(KeyFiles files, char[] secret) {
        asked.add("create " + files.key() + " " + files.recovery().orElse(null));
        passphrase = taken(secret);
        keyFile = files.key().toString();
        state = VaultState.UNLOCKED;
        return status();
    }

    @Override
    public VaultStatus unlock(Path key, char[] secret) {
        asked.add("unlock " + key);
        require(secret);
        state = VaultState.UNLOCKED;
        return status();
    }

    @Override
    public void lock() {
        asked.add("lock");
        state = VaultState.LOCKED;
    }

    @Override
    public VaultStatus rekey(Path key, char[] secret, KeyFiles next, char[] nextSecret) {
        asked.add("rekey " + key + " " + next.key() + " " + next.recovery().orElse(null));
        String fresh = taken(nextSecret);
        keyFile = next.key().toString();
        if (!key.toString().contains("recovery")) {
            require(secret);
        }
        passphrase = fresh;
        return status();
    }

    @Override
    public void verify(Path key, char[] secret) {
        asked.add("verify " + key);
        require(secret);
    }

    @Override
    public void anchor(byte[] latest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> anchored() {
        return Optional.empty();
    }

    @Override
    public long rotate() {
        epochs.add(epochs.get(epochs.size() - 1) + 1);
        return epochs.get(epochs.size() - 1);
    }

    @Override
    public List<Long> epochs() {
        if (epochs.size() > 1 && looksUntilErased-- == 0) {
            epochs = new ArrayList<>(epochs.subList(epochs.size() - 1, epochs.size()));
        }
        return List.copyOf(epochs);
    }

    @Override
    public void erase(long epoch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int seal(String map, long epoch, byte[] position, byte[] in, int inAt, int length, byte[] out, int outAt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int open(String map, long epoch, byte[] position, byte[] in, int inAt, int length, byte[] out, int outAt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void mac(String map, long epoch, byte[] context, byte[] in, int inAt, int length, byte[] out, int outAt) {
        throw new UnsupportedOperationException();
    }
}
