package org.qgate.gate.internal.hook;

import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.qgate.api.base.Health;
import org.qgate.sim.SimHealth;

/**
 * A framework in which the hooks are registered as the activator does it, with a bundle that stands for the extender API:
 * this test is outside of the framework.
 */
final class TestFramework {
    private static final String API = "mvn:api";

    private final Path cache;
    private final SimHealth health = new SimHealth();
    private Framework framework;
    private AdmissionTable table;

    private TestFramework(Path cache) {
        this.cache = cache;
    }

    static TestFramework start(Path cache) throws Exception {
        TestFramework made = new TestFramework(cache);
        made.startAgain();
        return made;
    }

    void startAgain() throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, cache.toString()));
        framework.init();
        Bundle api = bundle(API) == null ? install(API, api()) : bundle(API);
        framework.getBundleContext().registerService(Health.class, health, null);
        table = HookActivator.register(framework.getBundleContext(), new Places(framework, api));
        framework.start();
    }

    private static TestBundle api() {
        return TestBundle.named("org.qgate.ext")
                .header("Export-Package", "org.qgate.ext")
                .header("Provide-Capability", "qgate.permission;name=\"log.write\",qgate.permission;name=\"net.dial\"");
    }

    Bundle install(String location, TestBundle bundle) throws Exception {
        return framework.getBundleContext().installBundle(location, bundle.stream());
    }

    Bundle bundle(String location) {
        return framework.getBundleContext().getBundle(location);
    }

    AdmissionTable table() {
        return table;
    }

    SimHealth health() {
        return health;
    }

    void stop() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(10_000);
    }
}
