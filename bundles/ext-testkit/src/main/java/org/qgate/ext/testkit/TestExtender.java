package org.qgate.ext.testkit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.qgate.ext.Permission;
import org.qgate.ext.Service;
import org.qgate.ext.shell.Answer;

/**
 * An extender that is installed on a {@link TestNode}: started, stopped, crashed and replaced as a node does it. One thread at a
 * time.
 */
public final class TestExtender {
    /** Bounds of a node for manifests that name none. */
    private static final long READY_MS = 10_000;

    private static final long DRAIN_MS = 30_000;
    private static final long FLIGHT_MS = 2_000;
    private static final long STATE_MS = 2_000;
    private static final int LARGEST_STATE = 16 << 20;

    /** A started instance. */
    private record Instance(TestHost host, Service service) {}

    private final TestNode node;
    private Sheet sheet;
    private Supplier<? extends Service> maker;
    private Instance instance;

    TestExtender(TestNode node, Sheet sheet, Supplier<? extends Service> maker) {
        this.node = node;
        this.sheet = sheet;
        this.maker = maker;
    }

    /**
     * Starts it, if it does not run.
     *
     * @throws Exception what its {@code start} threw, or that it does not serve what it provides
     */
    public void start() throws Exception {
        if (instance == null || !instance.host.running()) {
            instance = begin(sheet, maker);
            instance.host.open();
            node.network().calm();
        }
    }

    private Instance begin(Sheet its, Supplier<? extends Service> from) throws Exception {
        TestHost host = node.host(its);
        boolean well = false;
        try {
            Service service = from.get();
            step(host, READY_MS, () -> service.start(host));
            Set<String> missing = new TreeSet<>(its.provides());
            missing.removeIf(each ->
                    !its.allows(Permission.NET_ACCEPT, each) || host.served().serves(each));
            if (!missing.isEmpty()) {
                throw new IllegalStateException(its.id() + " does not serve " + missing);
            }
            well = true;
            return new Instance(host, service);
        } finally {
            if (!well) {
                host.end();
            }
        }
    }

    /** Something of an extender that returns nothing. */
    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    private static void step(TestHost host, long atMostMs, Step step) throws Exception {
        Callable<Void> whole = () -> {
            step.run();
            return null;
        };
        host.step(whole, atMostMs);
    }

    /** Stops it as a node does: {@code stop} is called, whatever it throws is in its log. */
    public void stop() {
        if (instance != null && instance.host.running()) {
            end(instance);
        }
    }

    private void end(Instance its) {
        node.leave(its.host);
        try {
            step(its.host, READY_MS, its.service::stop);
        } catch (Exception failed) {
            its.host.served().pass().require();
            its.host.log().warn("stop failed: " + failed);
        } finally {
            its.host.end();
        }
    }

    /** Lets its process die; its space stays. */
    public void crash() {
        if (instance != null) {
            instance.host.crash();
        }
    }

    /**
     * Lets its process die if it has not, and starts it with what its space holds.
     *
     * @throws Exception what its {@code start} threw
     */
    public void restart() throws Exception {
        crash();
        start();
    }

    /**
     * Replaces it by another version while callers go on: the new one starts beside it, the gate closes, calls in flight end,
     * the state is handed over, the gate opens, the old one drains and stops. When a step before that fails, the old one
     * goes on.
     *
     * @throws Exception what failed
     */
    public void update(String version, Supplier<? extends Service> next) throws Exception {
        update(sheet.version(version), next);
    }

    /**
     * As {@link #update(String, Supplier)}, to a version that may do other things.
     *
     * @throws Exception what failed
     */
    public void update(Sheet to, Supplier<? extends Service> next) throws Exception {
        Instance old = instance;
        Instance made = begin(to, next);
        boolean well = false;
        old.host.pause(true);
        try {
            handOver(old, made);
            node.office(Optional.of(old.host), made.host);
            well = true;
        } finally {
            old.host.pause(false);
            if (!well) {
                made.host.end();
            }
        }
        instance = made;
        sheet = to;
        maker = next;
        drain(old);
        node.network().calm();
    }

    private void handOver(Instance old, Instance made) throws Exception {
        if (!old.host.served().pass().turns().await(() -> old.host.served().serving() == 0, FLIGHT_MS)) {
            throw new IllegalStateException("calls in flight did not end within " + FLIGHT_MS + " ms");
        }
        byte[] state = old.host.step(old.service::exportState, STATE_MS);
        if (state == null || state.length > LARGEST_STATE) {
            throw new IllegalStateException("a state has at most " + LARGEST_STATE + " bytes and is never null");
        }
        String from = old.host.version();
        step(made.host, STATE_MS, () -> made.service.importState(state.clone(), from));
    }

    private void drain(Instance old) throws Exception {
        step(old.host, DRAIN_MS, () -> old.service.drain(DRAIN_MS));
        old.host.served().pass().turns().await(() -> old.host.served().streams() == 0, DRAIN_MS);
        end(old);
    }

    /** Grants a permission, for this scope and no other. */
    public void grant(Permission permission, String... scope) {
        change(its -> its.grant(permission, scope));
    }

    /** Takes a permission; what is held under it goes at once. */
    public void revoke(Permission permission) {
        change(its -> its.revoke(permission));
    }

    /** Sets a value. */
    public void set(String name, String value) {
        change(its -> its.set(name, value));
    }

    private void change(UnaryOperator<Sheet> how) {
        sheet = how.apply(sheet);
        if (instance != null) {
            instance.host.change(sheet);
        }
    }

    /**
     * Runs a command, as an operator does.
     *
     * @param arguments texts, and where the command wants a file a {@link TestFile} or the path of one
     * @throws Exception what the command threw
     */
    public Answer run(String command, Object... arguments) throws Exception {
        return instance.host.run(command, arguments);
    }

    /** Returns the host of the version in office. */
    public TestHost host() {
        return instance.host;
    }

    /** Returns the texts of its log, oldest first. */
    public List<String> log() {
        return node.log(sheet.id()).stream().map(LogLine::text).toList();
    }
}
