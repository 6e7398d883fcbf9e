package org.qgate.kernel.internal.path;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.qgate.api.NodeId;
import org.qgate.api.base.StateFolder;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.common.wire.WireException;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.Offload;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.kernel.internal.directory.View;

/** Picks paths behind few guards that stay the same for months and are kept on disk. Event loop only. */
public final class GuardedPaths implements Paths {
    private static final String GUARDS = "paths/guards";
    private static final long SAVE_MS = 500;
    private static final long SCHEMA = 1;

    private final Env env;
    private final NodeId self;
    private final Supplier<View> view;
    private final StateFolder state;
    private final PathRules rules;
    private final GuardSample sample;
    private String known = "";
    private boolean loaded;
    private boolean closed;
    private boolean saving;
    private boolean dirty;
    private String problem = "";

    /**
     * Makes it; {@link #start} reads the guards.
     *
     * @param self this node, which is never in its own paths
     * @param view gives the view in force
     */
    public GuardedPaths(Env env, NodeId self, Supplier<View> view, StateFolder state, PathSettings settings) {
        this.env = env;
        this.self = self;
        this.view = view;
        this.state = state;
        this.rules = new PathRules(settings);
        this.sample = new GuardSample(settings);
    }

    /** Reads the guards from disk, unless they were thawed. */
    public void start() {
        if (loaded) {
            return;
        }
        boolean queued = env.offload().submit(Offload.Lane.OWN, () -> state.read(GUARDS), this::read, failed -> {
            problem = "guards cannot be read: " + failed.getMessage();
            loaded = true;
        });
        if (!queued) {
            env.after(SAVE_MS, this::start);
        }
    }

    private void read(Optional<byte[]> written) {
        try {
            written.ifPresent(sample::read);
        } catch (WireException damaged) {
            problem = "guards on disk were left aside: " + damaged.getMessage();
        }
        loaded = true;
    }

    /** Whether the guards were read, so that paths can be chosen. */
    public boolean ready() {
        return loaded;
    }

    /** Returns what an operator should look at, or an empty text. */
    public String problem() {
        return problem;
    }

    @Override
    public List<Relay> choose(PathRequest request) {
        View now = usableView();
        RandomSource random = env.crypto().random();
        List<Relay> candidates = now.sorted().stream()
                .filter(relay -> !relay.id().equals(self) && !request.exclude().contains(relay.id()))
                .toList();
        List<Relay> exits = candidates.stream().filter(relay -> relay.exitsTo(request.exitPort())).toList();
        if (exits.isEmpty()) {
            throw lacking(request, candidates, exits, List.of(), "no exit serves it");
        }
        if (request.hops() == 1) {
            return List.of(WeightedChoice.take(new ArrayList<>(exits), random));
        }
        if (request.hops() != 3 && request.hops() != 5) {
            throw new QGateException(KernelError.NO_PATH, request.hops() + " hops asked for; allowed: 1, 3, 5");
        }
        List<Relay> guards = guards(now, request.exclude(), random);
        if (guards.isEmpty()) {
            throw lacking(request, candidates, exits, guards, "no guard is left");
        }
        List<Relay> path = new PathSearch(rules, random, candidates, guards).find(request.hops(), exits);
        if (path.isEmpty()) {
            throw lacking(request, candidates, exits, guards, "they do not combine to a path of distinct relays");
        }
        return path;
    }

    private View usableView() {
        View now = view.get();
        if (!loaded || !now.usable(env.clock().wallMs())) {
            throw new QGateException(
                    KernelError.NO_SNAPSHOT, loaded ? "no usable view of relays" : "guards are being read from disk");
        }
        return now;
    }

    private List<Relay> guards(View now, Set<NodeId> exclude, RandomSource random) {
        // The sample is looked over once for each view, not for each circuit.
        if (!known.equals(now.digest() + now.relays().size())) {
            known = now.digest() + now.relays().size();
            if (sample.update(now, self, random, env.clock().wallMs())) {
                save();
            }
        }
        return sample.preferred(now, exclude, env.clock().wallMs());
    }

    private QGateException lacking(
            PathRequest request, List<Relay> relays, List<Relay> exits, List<Relay> guards, String why) {
        String port = request.exitPort() == 0 ? "any port" : "port " + request.exitPort();
        String subnets = rules.distinctSubnets() ? rules.subnets(relays) + " subnets" : "subnets not counted";
        long families = relays.stream().map(Relay::family).filter(one -> !one.isEmpty()).distinct().count();
        String text = "no path of " + request.hops() + " hops to " + port + ": " + why + "; " + relays.size()
                + " relays known and allowed, " + exits.size() + " exits for it, " + guards.size() + " guards, "
                + subnets + ", " + families + " families, " + request.exclude().size() + " excluded";
        return new QGateException(KernelError.NO_PATH, text);
    }

    @Override
    public void firstHop(NodeId guard, boolean reached) {
        if (sample.tried(guard, reached, env.clock().wallMs())) {
            save();
        }
    }

    private void save() {
        if (saving || closed) {
            dirty = true;
            return;
        }
        saving = true;
        env.after(SAVE_MS, this::saveNow);
    }

    private void saveNow() {
        if (closed) {
            return;
        }
        dirty = false;
        byte[] written = sample.write();
        boolean queued = env.offload().submit(
                Offload.Lane.OWN,
                () -> {
                    state.write(GUARDS, written);
                    return true;
                },
                done -> saved(""),
                failed -> saved("guards cannot be kept on disk: " + failed.getMessage()));
        if (!queued) {
            env.after(SAVE_MS, this::saveNow);
        }
    }

    /** One write at a time: an older one must not come after a newer one. */
    private void saved(String what) {
        problem = what;
        saving = false;
        if (dirty) {
            save();
        }
    }

    /** Stops: nothing is written any more. */
    public void shutdown() {
        closed = true;
    }

    /** Stops and returns the guards as plain values for another instance's {@link #thaw}. */
    public Map<String, Object> freeze() {
        shutdown();
        Map<String, Object> frozen = new LinkedHashMap<>();
        frozen.put("schema", SCHEMA);
        frozen.put("guards", sample.write());
        return frozen;
    }

    /** Takes over what another instance froze; before {@link #start}. */
    public void thaw(Map<String, Object> frozen) {
        if (!Long.valueOf(SCHEMA).equals(frozen.get("schema"))) {
            throw new QGateException(KernelError.PROTOCOL, "guards of schema " + frozen.get("schema"));
        }
        sample.read((byte[]) frozen.get("guards"));
        loaded = true;
    }
}
