package org.qgate.kernel.handover;

import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.qgate.common.escrow.Escrow;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.SimEnv;
import org.qgate.sim.SimHost;

/** The node whose kernel and cryptography are replaced: each generation comes from a class loader of its own. */
final class Target extends Member {
    private final SealRecord record = new SealRecord();
    private int generations;

    Target(SimHost host, Map<String, String> kernel, Map<String, Object> dpn) {
        super(host, kernel, dpn);
    }

    SealRecord record() {
        return record;
    }

    @Override
    Generation make() {
        return make(places(Env.class, SimEnv.class, CryptoProvider.class, Escrow.class));
    }

    /** Makes a generation of bundles that lack the cryptography. */
    Generation makeBroken() {
        return make(places(Env.class, SimEnv.class, Escrow.class));
    }

    private Generation make(URL[] from) {
        BundleLoader loader = new BundleLoader("generation-" + ++generations, from);
        try {
            return (Generation) loader.loadClass("org.qgate.kernel.internal.node.OverlayGeneration")
                    .getConstructor(SimHost.class, Services.class, Map.class, SealRecord.class)
                    .newInstance(host(), services(), kernel(), record);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("a generation cannot be made", broken);
        }
    }

    private static URL[] places(Class<?>... of) {
        List<URL> places = Stream.of(of)
                .map(one -> one.getProtectionDomain().getCodeSource().getLocation())
                .distinct()
                .toList();
        return places.toArray(URL[]::new);
    }
}
