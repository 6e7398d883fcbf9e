package org.qgate.crypto.internal;

import java.util.Collection;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.qgate.api.vault.VaultListener;
import org.qgate.api.vault.VaultState;

/** Tells those who registered a {@link VaultListener} at this moment, and keeps none of them. Thread-safe. */
final class ListenerBoard implements VaultListener {
    private final BundleContext bundle;

    ListenerBoard(BundleContext bundle) {
        this.bundle = bundle;
    }

    /** All are told, whatever one of them does; then the first failure is thrown. */
    @Override
    public void vaultChanged(VaultState now) {
        RuntimeException first = null;
        for (ServiceReference<VaultListener> each : registered()) {
            try {
                tell(each, now);
            } catch (RuntimeException failed) {
                first = first == null ? failed : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private Collection<ServiceReference<VaultListener>> registered() {
        try {
            return bundle.getServiceReferences(VaultListener.class, null);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException("there is no filter", impossible);
        }
    }

    private void tell(ServiceReference<VaultListener> one, VaultState now) {
        VaultListener listener = bundle.getService(one);
        if (listener != null) { // else it went meanwhile
            try {
                listener.vaultChanged(now);
            } finally {
                bundle.ungetService(one);
            }
        }
    }
}
