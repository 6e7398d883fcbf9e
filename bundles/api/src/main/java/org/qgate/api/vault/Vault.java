package org.qgate.api.vault;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.qgate.api.error.QGateException;

/**
 * Keys for what the node stores, in <em>epochs</em>: each epoch has a random key, each map of an epoch keys derived from
 * it. Values are sealed with XAES-256-GCM under associated data that binds them to this vault, their map, their epoch and
 * a position that the caller names. Keys never leave the provider; a caller gives arrays and names, and keeps nothing.
 *
 * <p>Where a passphrase is asked for, null or an empty array means none; the array is overwritten with zeros before the
 * call returns, whatever its outcome. All calls with files block: never on an event loop. Failures have codes QG-VLT.
 * Thread-safe. Format: docs/vault.md.
 */
public interface Vault {
    /** What sealing adds: a nonce of 24 bytes before the ciphertext, a tag of 16 after it. */
    int OVERHEAD = 40;

    /** Bytes of a {@link #mac}. */
    int MAC = 32;

    /** Longest position. */
    int MAX_POSITION = 4096;

    /** Longest anchor. */
    int MAX_ANCHOR = 256;

    /** Returns what can be said without a secret. Cheap. */
    VaultStatus status();

    /**
     * Makes the vault and leaves it unlocked.
     *
     * @throws QGateException QG-VLT-0008 when there is one already, QG-VLT-0015 when a key file would lie in the node's own
     *     folder; then nothing was changed
     */
    VaultStatus create(KeyFiles files, char[] passphrase);

    /**
     * Unlocks by a key file or by the recovery file. While the file stays where it is the vault stays unlocked; when it
     * goes the keys are wiped, and when it comes back and no passphrase is needed the vault unlocks itself again.
     *
     * @throws QGateException QG-VLT-0003 for a wrong key file or passphrase, QG-VLT-0004 when the file is not there,
     *     QG-VLT-0005 when the vault's header is damaged, QG-VLT-0016 when it is older than the anchor beside the key file;
     *     nothing was changed then
     */
    VaultStatus unlock(Path keyFile, char[] passphrase);

    /** Wipes all keys until somebody calls {@link #unlock}; nothing happens when it is locked or absent. */
    void lock();

    /**
     * Replaces key file, passphrase and recovery file, opened by a key file or the recovery file in use. A new
     * key-encryption key wraps all epochs; nothing that was sealed has to be sealed again. An epoch begins, so that who
     * copied a key file reads nothing that is sealed from here on. Key files no longer in use stay where they are and open
     * nothing of this vault but older copies of its header.
     *
     * @param next a vault that has a recovery file keeps one: the same, which must be there, or a new one
     * @throws QGateException as {@link #unlock}; QG-VLT-0009 when {@code next} leaves out the recovery file, QG-VLT-0014
     *     when there is no room for an epoch, QG-VLT-0015 for a key file in the node's own folder
     */
    VaultStatus rekey(Path keyFile, char[] passphrase, KeyFiles next, char[] nextPassphrase);

    /** Puts a new key file in the place of a lost one, by the recovery file. */
    default VaultStatus recover(Path recovery, KeyFiles next, char[] nextPassphrase) {
        return rekey(recovery, null, next, nextPassphrase);
    }

    /**
     * Shows that key file and passphrase open the header on disk as it is now. Changes nothing, in memory neither.
     *
     * @throws QGateException as {@link #unlock}
     */
    void verify(Path keyFile, char[] passphrase);

    /**
     * Says how far the store has come, so that an older copy of it can be told from the newest one. Nothing is written by
     * this call: the last anchor is sealed into a file beside the key file when the vault is locked in good order, when
     * the node stops, and every few minutes. Cheap; counts while the vault is locked too.
     *
     * @param latest at most {@link #MAX_ANCHOR} bytes that mean something to the store alone
     */
    void anchor(byte[] latest);

    /**
     * Returns the newest anchor that the medium or this provider knows of: a store that has not come as far is an older
     * copy. Empty when there is none; then nothing can be said, and {@link VaultStatus#freshness} says so. Cheap.
     *
     * @throws QGateException QG-VLT-0001 or QG-VLT-0002 unless unlocked
     */
    Optional<byte[]> anchored();

    /**
     * Begins a new epoch. The old ones can be read until {@link #erase}.
     *
     * @return its number
     */
    long rotate();

    /** Returns the epochs that can be read, oldest first; the last one seals. */
    List<Long> epochs();

    /**
     * Erases an epoch: its wrapped key is removed from the header and overwritten on disk, and nothing that was sealed in
     * it can be read again. Whoever uses the vault must have sealed anew what it still needs. What a copy of the old
     * header elsewhere means, docs/vault.md says.
     *
     * @throws QGateException QG-VLT-0007 for an epoch that is not there, QG-VLT-0010 for the current one
     */
    void erase(long epoch);

    /**
     * Seals a value.
     *
     * @param map UTF-8 name of at most 255 bytes
     * @param position where the value belongs: whatever makes it useless in any other place, such as segment, offset and
     *     sequence; at most {@link #MAX_POSITION} bytes, needed again to open
     * @param out another array than {@code in}
     * @return bytes written to {@code out}: {@code length + OVERHEAD}
     * @throws QGateException QG-VLT-0001 when there is no vault, QG-VLT-0002 when it is locked, QG-VLT-0007 when the
     *     epoch is not there
     */
    int seal(String map, long epoch, byte[] position, byte[] in, int inAt, int length, byte[] out, int outAt);

    /**
     * Opens a sealed value. What was written to {@code out} by a call that failed means nothing.
     *
     * @param length of the sealed value, overhead included
     * @return bytes written to {@code out}: {@code length - OVERHEAD}
     * @throws QGateException QG-VLT-0006 when it was not sealed here for this map, epoch and position, or was altered;
     *     otherwise as {@link #seal}
     */
    int open(String map, long epoch, byte[] position, byte[] in, int inAt, int length, byte[] out, int outAt);

    /**
     * Authenticates bytes without sealing them (HMAC-SHA-256 under a key of the map and epoch): for chains over batches.
     *
     * @param context authenticated before the bytes, with its length; at most {@link #MAX_POSITION} bytes
     * @param out where {@link #MAC} bytes go; compare with {@code Hashes.same}
     */
    void mac(String map, long epoch, byte[] context, byte[] in, int inAt, int length, byte[] out, int outAt);
}
