package org.qgate.kernel.handover;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * A class loader as two bundles of a new version would have: kernel, cryptography and what they carry with them are
 * loaded anew, everything else is shared.
 */
final class BundleLoader extends URLClassLoader {
    private static final List<String> OWN =
            List.of("org.qgate.kernel.internal.", "org.qgate.crypto.internal.", "org.qgate.common.");

    BundleLoader(String name, URL... places) {
        super(name, places, BundleLoader.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (OWN.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }
}
