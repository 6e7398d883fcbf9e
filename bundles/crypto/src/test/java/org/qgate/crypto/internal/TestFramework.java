package org.qgate.crypto.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.Workers;
import org.qgate.api.update.HandOver;
import org.qgate.api.update.Part;
import org.qgate.api.vault.VaultListener;
import org.qgate.api.vault.VaultState;

/** As much of a framework and its bedrock as the component asks for; time passes when the test says so. */
final class TestFramework implements Health, Scheduler, HandOver {
    final List<HealthReport> reports = new ArrayList<>();

    /** Services offered to the framework, the newest last. */
    final List<Object> offered = new ArrayList<>();

    final List<Runnable> scheduled = new ArrayList<>();
    final List<VaultState> told = new ArrayList<>();
    final Map<String, Object> settings = new HashMap<>();
    final TestClock clock = new TestClock();
    final DiskFolder state;
    final Path key;

    /** The part that enrolled last. */
    Part part;

    /** Whether whoever enrols takes office at once. */
    boolean first = true;

    TestFramework(Path root) {
        state = new DiskFolder(root.resolve("node/data/qgate"));
        key = root.resolve("medium/vault.key");
        settings.put("vault_key", key.toString());
    }

    CryptoComponent start() {
        return new CryptoComponent(state, clock, this, this, this, context(), settings);
    }

    /** A second passes. */
    void second() {
        clock.wallMs += 1_000;
        List.copyOf(scheduled).forEach(Runnable::run);
    }

    <T> T service(Class<T> type) {
        return offered.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((before, last) -> last)
                .orElseThrow();
    }

    HealthReport health(String subsystem) {
        return reports.stream()
                .filter(report -> report.subsystem().equals(subsystem))
                .findFirst()
                .orElseThrow();
    }

    private BundleContext context() {
        VaultListener listener = told::add;
        ServiceReference<?> reference = proxy(ServiceReference.class, (self, method, arguments) -> null);
        return proxy(BundleContext.class, (self, method, arguments) -> switch (method.getName()) {
            case "registerService" -> register(arguments[1]);
            case "getProperty" ->
                arguments[0].equals("karaf.base")
                        ? state.path().getParent().getParent().toString()
                        : null;
            case "getServiceReferences" -> List.of(reference);
            case "getService" -> listener;
            case "ungetService" -> true;
            default -> throw new AssertionError(method);
        });
    }

    private ServiceRegistration<?> register(Object service) {
        offered.add(service);
        return proxy(ServiceRegistration.class, (self, method, arguments) -> {
            assertTrue(method.getName().equals("unregister") && offered.remove(service), method.getName());
            return null;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public void report(HealthReport report) {
        forget(report.subsystem());
        reports.add(report);
    }

    @Override
    public void forget(String subsystem) {
        reports.removeIf(report -> report.subsystem().equals(subsystem));
    }

    @Override
    public List<HealthReport> reports() {
        return reports;
    }

    @Override
    public Enrolment enrol(Part enrolled) {
        part = enrolled;
        if (first) {
            enrolled.begin();
        }
        return enrolled::end;
    }

    @Override
    public AutoCloseable schedule(String name, long delayMs, long periodMs, Runnable task) {
        scheduled.add(task);
        return () -> scheduled.remove(task);
    }

    @Override
    public Workers workers(String name, int threads, int queue) {
        return new Workers() {
            @Override
            public boolean offer(Runnable task) {
                task.run();
                return true;
            }

            @Override
            public int queued() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }
}
