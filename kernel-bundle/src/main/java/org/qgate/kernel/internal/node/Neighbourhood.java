package org.qgate.kernel.internal.node;

import java.time.Duration;
import java.util.Optional;
import org.qgate.api.base.Current;
import org.qgate.api.base.CurrentFactory;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.Entry;
import org.qgate.api.network.Exit;
import org.qgate.api.network.ServiceDesk;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.Store;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultState;
import org.qgate.kernel.internal.Archive;

/** The other swappable parts, each asked for anew at every use. */
record Neighbourhood(
        Current<Crypto> crypto,
        Current<Vault> vault,
        Current<Store> store,
        Current<Entry> entry,
        Current<Exit> exit,
        Current<ServiceDesk> desk) {
    /** A store that is replaced is back within this time. */
    private static final Duration STORE_WAIT = Duration.ofSeconds(2);

    static Neighbourhood of(CurrentFactory current) {
        return new Neighbourhood(
                current.cell(Crypto.class),
                current.cell(Vault.class),
                current.cell(Store.class),
                current.cell(Entry.class),
                current.cell(Exit.class),
                current.cell(ServiceDesk.class));
    }

    /**
     * Returns the cryptography of this moment.
     *
     * @throws QGateException QG-BAS-0007 when there is none
     */
    Crypto cryptoNow() {
        Optional<Crypto> now = crypto.now();
        return now.orElseThrow(() -> new QGateException(BaseError.SERVICE_ABSENT, "no cryptography at the moment"));
    }

    /** Returns who decides about streams. */
    Deciders deciders() {
        return new Deciders(entry::now, exit::now, desk::now);
    }

    /** Returns what is known of the vault; nothing while its provider is being replaced. */
    Optional<VaultState> vaultState() {
        return vault.now().map(present -> present.status().state());
    }

    /** Returns the kernel's part of whatever store is there when it is asked. */
    Archive archive() {
        return this::names;
    }

    private Namespace names() {
        return store.await(STORE_WAIT).namespace(Archive.NAMESPACE);
    }
}
