package org.qgate.services.internal.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.ext.config.Setting;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.gate.Admission;
import org.qgate.gate.Admissions;
import org.qgate.gate.Confinement;
import org.qgate.gate.Hosting;
import org.qgate.gate.InstanceStatus;
import org.qgate.gate.PermissionUse;
import org.qgate.gate.Permit;
import org.qgate.gate.Program;

/** A gate and a framework that do what they are told and keep account of it; both live as long as a process. */
final class FakeGate implements Hosting, Admissions, Bundles {
    final Map<Long, One> instances = new TreeMap<>();
    final Map<String, Long> bundles = new TreeMap<>();
    final Map<String, Admission> admitted = new HashMap<>();
    final List<String> events = new ArrayList<>();
    /** Versions that fail at a step: {@code "start 2.0.0"}. */
    final Set<String> failing = new HashSet<>();

    Consumer<Permit> onStart = permit -> {};
    boolean drains = true;
    boolean confines;
    int looks;
    final List<Program> programs = new ArrayList<>();
    private long last;

    /** One instance. */
    static final class One {
        final long number;
        final long bundleId;
        Permit permit;
        String state = "MADE";
        String overdrawn = "";
        long calls;
        long failures;
        long restarts;

        One(long number, long bundleId, Permit permit) {
            this.number = number;
            this.bundleId = bundleId;
            this.permit = permit;
        }

        InstanceStatus status() {
            return new InstanceStatus(
                    number,
                    bundleId,
                    permit.id(),
                    permit.version(),
                    state,
                    overdrawn,
                    0,
                    0,
                    0,
                    0,
                    calls,
                    failures,
                    restarts,
                    0,
                    0);
        }
    }

    private void step(String what, One one) {
        String event = what + " " + one.permit.version();
        events.add(event);
        if (failing.contains(event)) {
            throw new QGateException(ExtenderError.START_FAILED, event);
        }
    }

    private One one(long instance) {
        One one = instances.get(instance);
        if (one == null) {
            throw new QGateException(ExtenderError.NO_INSTANCE, "instance " + instance);
        }
        return one;
    }

    /** Returns the one that serves. */
    One serving(String id) {
        List<One> open = instances.values().stream()
                .filter(each ->
                        each.permit.id().equals(id) && Set.of("OPEN", "PAUSED").contains(each.state))
                .toList();
        if (open.size() > 1) {
            throw new AssertionError("two serve " + id + ": " + events);
        }
        return open.isEmpty() ? null : open.get(0);
    }

    @Override
    public long make(long bundleId, String entryClass, Permit permit) {
        One one = new One(++last, bundleId, permit);
        step("make", one);
        instances.put(one.number, one);
        return one.number;
    }

    @Override
    public long make(Program program, Permit permit) {
        if (!confines) {
            throw new QGateException(ExtenderError.NO_CONFINEMENT, "this fake holds no processes");
        }
        programs.add(program);
        return make(0, program.entryClass(), permit);
    }

    @Override
    public Confinement confinement(boolean again) {
        looks += again ? 1 : 0; // what is known already costs nothing
        return new Confinement(confines, confines ? "fake" : "", confines ? "" : "this fake holds no processes");
    }

    @Override
    public void start(long instance, long withinMs) {
        One one = one(instance);
        onStart.accept(one.permit);
        step("start", one);
        one.state = "STARTED";
    }

    @Override
    public void open(long instance) {
        step("open", one(instance));
        one(instance).state = "OPEN";
    }

    @Override
    public Swapped swap(long from, long to, boolean handOver, Bounds bounds) {
        step("swap", one(to));
        if (!Set.of("OPEN", "PAUSED").contains(one(from).state)) {
            throw new AssertionError("swapped from " + one(from).state);
        }
        one(from).state = "DRAINING";
        one(to).state = "OPEN";
        return new Swapped(5_000, 0, 0);
    }

    @Override
    public void pause(long instance) {
        one(instance).state = "PAUSED";
    }

    @Override
    public void resume(long instance) {
        one(instance).state = "OPEN";
    }

    @Override
    public void drain(long instance, long atMostMs) {
        step("drain", one(instance));
        one(instance).state = "DRAINING";
    }

    @Override
    public boolean stop(long instance, long atMostMs) {
        One one = instances.remove(instance);
        if (one != null) {
            events.add("stop " + one.permit.version());
        }
        return true;
    }

    @Override
    public void permit(long instance, Permit permit) {
        one(instance).permit = permit;
    }

    @Override
    public List<InstanceStatus> instances() {
        return instances.values().stream().map(One::status).toList();
    }

    @Override
    public List<PermissionUse> uses(String id) {
        return List.of();
    }

    @Override
    public List<Line> log(String id) {
        return List.of();
    }

    @Override
    public void note(String id, String version, String text) {
        events.add("note " + text);
    }

    @Override
    public List<Setting> settings(long instance) {
        one(instance);
        return List.of(Setting.number("limit", 4, 1, 9, "Limit", "How many."));
    }

    @Override
    public List<Command> commands(long instance) {
        return List.of(new Command("stats", "Says how often.", List.of(new Command.Argument("NAME", false, "a name"))));
    }

    @Override
    public Answer run(long instance, String command, List<String> arguments, long atMostMs) {
        return Answer.lines(List.of(command + arguments));
    }

    // ---- who may resolve

    @Override
    public void admit(Admission admission) {
        admitted.put(admission.location(), admission);
    }

    @Override
    public void dismiss(String location) {
        admitted.remove(location);
    }

    @Override
    public long refused() {
        return 0;
    }

    // ---- the framework

    @Override
    public Map<String, Long> installed() {
        return new TreeMap<>(bundles);
    }

    @Override
    public long install(String location, byte[] jar) {
        if (bundles.containsKey(location)) {
            throw new AssertionError("installed over a bundle: " + location);
        }
        bundles.put(location, ++last);
        return last;
    }

    @Override
    public void start(long bundleId) {
        boolean may = admitted.values().stream().anyMatch(each -> each.bundleId() == bundleId);
        if (!may) {
            throw new QGateException(ExtenderError.STAGE, "bundle " + bundleId + " is not admitted");
        }
    }

    @Override
    public void uninstall(long bundleId) {
        bundles.values().removeIf(each -> each == bundleId);
        if (instances.values().stream().anyMatch(each -> each.bundleId == bundleId)) {
            throw new AssertionError("uninstalled below a running instance");
        }
    }
}
