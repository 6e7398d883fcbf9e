package org.qgate.gate.internal.hook;

import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.qgate.api.base.Health;
import org.qgate.ext.Permission;
import org.qgate.gate.Admissions;

/**
 * Registers the hooks as the first thing that this bundle does, before any extender can start; by hand, because components
 * come later than the bundle's start.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class HookActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        register(context, new Places(context.getBundle(), FrameworkUtil.getBundle(Permission.class)));
    }

    static AdmissionTable register(BundleContext context, Places places) {
        Refusals refusals = new Refusals(() -> health(context));
        AdmissionTable table = new AdmissionTable(refusals);
        context.registerService(ResolverHookFactory.class, new AdmissionHook(places, table, refusals), null);
        context.registerService(CollisionHook.class, new SameNameHook(), null);
        context.registerService(WeavingHook.class, new ClassHook(table, refusals), last());
        context.addBundleListener(refusals);
        context.registerService(Admissions.class, table, null);
        Arrays.stream(context.getBundles())
                .filter(each -> Places.service(each) && resolved(each))
                .forEach(each -> refusals.bundle(each, "was resolved before anybody could refuse"));
        return table;
    }

    /** What comes after the comparison would not be compared. */
    private static Dictionary<String, Object> last() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Constants.SERVICE_RANKING, Integer.MIN_VALUE);
        return properties;
    }

    private static boolean resolved(Bundle bundle) {
        return (bundle.getState() & (Bundle.INSTALLED | Bundle.UNINSTALLED)) == 0;
    }

    private static Optional<Health> health(BundleContext context) {
        ServiceReference<Health> reference = context.getServiceReference(Health.class);
        return Optional.ofNullable(reference).map(context::getService);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the registrations back: this bundle stops with the node only.
    }
}
