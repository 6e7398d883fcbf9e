package org.qgate.kernel.internal.node;

import java.util.Optional;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.VaultState;

/** Finds out whether all is there that an overlay needs, and says what is not. Blocking: off the loop. */
final class Readiness {
    private final Bedrock bedrock;
    private final Neighbourhood others;
    private final BanList bans;
    private final Condition condition;

    Readiness(Bedrock bedrock, Neighbourhood others, BanList bans, Condition condition) {
        this.bedrock = bedrock;
        this.others = others;
        this.bans = bans;
        this.condition = condition;
    }

    /** Returns the network and this node's keys in it; nothing when something lacks, which the condition says then. */
    Optional<Joining.Membership> look(NodeSettings settings) {
        Optional<VaultState> vault = others.vaultState();
        if (vault.filter(VaultState.ABSENT::equals).isPresent()) {
            return lacks("the vault: there is none yet", VaultError.ABSENT);
        }
        if (vault.filter(VaultState.LOCKED::equals).isPresent()) {
            return lacks("the vault: it is locked", VaultError.LOCKED);
        }
        if (others.crypto().now().isEmpty()) {
            return lacks("the cryptography", BaseError.SERVICE_ABSENT);
        }
        if (others.store().now().isEmpty()) {
            return lacks("the store", BaseError.SERVICE_ABSENT);
        }
        Optional<Joining.Membership> found = read(settings);
        return found.isPresent() ? found : lacks("etc/" + settings.directory().networkFile(), KernelError.NETWORK_FILE);
    }

    private Optional<Joining.Membership> lacks(String what, ErrorCode code) {
        condition.waiting("waiting for " + what, code);
        return Optional.empty();
    }

    /** Reads all that the store must tell before an overlay is made; nothing when there is no network description. */
    Optional<Joining.Membership> read(NodeSettings settings) {
        new MoveIn(bedrock.state(), others.archive(), others.cryptoNow()).run();
        bans.load();
        return new Joining(bedrock.installation().etc(), others.archive(), bedrock.clock())
                .join(settings, others.cryptoNow());
    }

    /** Whether the vault says that there are no keys. */
    boolean locked() {
        return others.vaultState().filter(state -> state != VaultState.UNLOCKED).isPresent();
    }
}
