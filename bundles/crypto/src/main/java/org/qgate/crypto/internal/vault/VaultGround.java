package org.qgate.crypto.internal.vault;

import java.nio.file.Path;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.RandomSource;
import org.qgate.crypto.internal.primitive.Argon2;
import org.qgate.crypto.internal.primitive.Ciphers;

/**
 * What a vault stands on.
 *
 * @param folder where the header lies or will lie
 * @param stretching for new passphrases
 * @param own files that follow the vault
 * @param unattended answers when nobody is there to type a passphrase
 * @param home the node's own folders, where no key file may lie
 */
public record VaultGround(
        Path folder,
        RandomSource random,
        Clock clock,
        Ciphers ciphers,
        Argon2 stretching,
        OwnFiles own,
        Unattended unattended,
        HomeFolders home) {

    /** A vault alone: no files follow it, nobody answers for a passphrase, a key file may lie anywhere. */
    public static VaultGround bare(Path folder, RandomSource random, Clock clock, Ciphers ciphers, Argon2 stretching) {
        return new VaultGround(
                folder, random, clock, ciphers, stretching, OwnFiles.NONE, Unattended.NOBODY, HomeFolders.NONE);
    }

    /** The same with files that follow the vault. */
    public VaultGround owning(OwnFiles files) {
        return new VaultGround(folder, random, clock, ciphers, stretching, files, unattended, home);
    }

    /** The same with an answer when nobody is there. */
    public VaultGround unattended(Unattended answers) {
        return new VaultGround(folder, random, clock, ciphers, stretching, own, answers, home);
    }

    /** The same in a node's folders. */
    public VaultGround in(HomeFolders folders) {
        return new VaultGround(folder, random, clock, ciphers, stretching, own, unattended, folders);
    }
}
