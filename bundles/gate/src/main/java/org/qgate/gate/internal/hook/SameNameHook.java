package org.qgate.gate.internal.hook;

import java.util.Collection;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.bundle.CollisionHook;

/**
 * Lets two bundles have the same name and version only below {@code qgate:svc/}: each extender brings its own copy of what it
 * needs, and a version that comes back meets itself while it drains. Thread-safe.
 */
final class SameNameHook implements CollisionHook {
    @Override
    public void filterCollisions(int operation, Bundle target, Collection<Bundle> collisions) {
        // While installing the target is who installs: extenders are installed by the distribution alone.
        boolean permitted = operation == INSTALLING ? Places.core(target) : Places.service(target);
        if (permitted) {
            collisions.removeIf(Places::service);
        }
    }
}
