package org.qgate.kernel.internal.path;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.common.wire.WireException;
import org.qgate.kernel.internal.Archive;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.Offload;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.kernel.internal.directory.View;

/**
 * Picks paths behind few guards that stay the same for months and are kept in the store. New ones never take the place of
 * guards that could merely not be read: a store that fails for a moment must not cost the guards of months. Event loop
 * only.
 */
public final class GuardedPaths implements Paths {
    /** The key of the guards. */
    public static final String SAMPLE = "sample";

    /** Where guards go that make no sense, for the operator to look at. */
    private static final String ASIDE = Archive.DAMAGED + SAMPLE;

    private static final long SAVE_MS = 500;
    private static final long AGAIN_MS = 5_000;
    private static final long SCHEMA = 1;

    private final Env env;
    private final NodeId self;
    private final Supplier<View> view;
    private final Archive archive;
    private final PathRules rules;
    private final GuardSample sample;
    private String known = "";
    private boolean loaded;
    private boolean closed;
    private boolean saving;
    private boolean dirty;
    private String waitingFor = "guards are being read from the store";
    private String storeProblem = "";
    /** Stays until the node starts anew: the guards before were lost. */
    private String damage = "";

    /**
     * What was in the store.
     *
     * @param damage what was wrong with it, or an empty text
     */
    private record Found(List<Guard> guards, String damage) {}

    /**
     * Makes it; {@link #start} reads the guards.
     *
     * @param self this node, which is never in its own paths
     * @param view gives the view in force
     */
    public GuardedPaths(Env env, NodeId self, Supplier<View> view, Archive archive, PathSettings settings) {
        this.env = env;
        this.self = self;
        this.view = view;
        this.archive = archive;
        this.rules = new PathRules(settings);
        this.sample = new GuardSample(settings);
    }

    /** Reads the guards from the store, unless they were thawed. */
    public void start() {
        if (loaded || closed) {
            return;
        }
        boolean queued = env.offload().submit(Offload.Lane.STORE, () -> load(archive), this::read, this::unreadable);
        if (!queued) {
            env.after(SAVE_MS, this::start);
        }
    }

    /** Runs off the loop. What is damaged is safe under another key before anything can overwrite it. */
    private static Found load(Archive archive) {
        Optional<byte[]> written = archive.map(Archive.GUARDS).get(Archive.key(SAMPLE));
        try {
            return new Found(written.map(GuardSample::parse).orElse(List.of()), "");
        } catch (WireException damaged) {
            archive.map(Archive.GUARDS).put(Archive.key(ASIDE), written.orElseThrow());
            return new Found(
                    List.of(),
                    "the guards were damaged (" + damaged.getMessage() + "): they are kept as " + ASIDE
                            + ", and others are chosen");
        }
    }

    private void read(Found found) {
        if (closed) {
            return;
        }
        sample.replace(found.guards());
        damage = found.damage();
        storeProblem = "";
        waitingFor = "";
        loaded = true;
    }

    private void unreadable(QGateException failed) {
        storeProblem = "the guards cannot be read from the store, tried every " + AGAIN_MS / 1_000 + " s: "
                + failed.getMessage();
        waitingFor = storeProblem;
        env.after(AGAIN_MS, this::start);
    }

    /** Whether the guards were read, so that paths can be chosen. */
    public boolean ready() {
        return loaded;
    }

    /** Returns what it waits for before paths can be chosen, or an empty text. */
    public String waitingFor() {
        return waitingFor;
    }

    /** Returns what an operator should look at, or an empty text. */
    public String problem() {
        return Stream.of(damage, storeProblem).filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
    }

    @Override
    public List<Relay> choose(PathRequest request) {
        View now = usableView();
        RandomSource random = env.crypto().random();
        List<Relay> allowed = now.sorted().stream()
                .filter(relay -> !relay.id().equals(self) && request.mayFollow(relay.id()))
                .toList();
        List<Relay> candidates = allowed.stream().filter(Relay::relays).toList();
        List<Relay> exits = allowed.stream().filter(request::endsAt).toList();
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
            throw new QGateException(KernelError.NO_SNAPSHOT, loaded ? "no usable view of relays" : waitingFor);
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
        String exit = request.exitPort() == 0 ? "any port" : "port " + request.exitPort();
        String port =
                request.last() == null ? exit : "service node " + request.last().brief();
        String subnets = rules.distinctSubnets() ? rules.subnets(relays) + " subnets" : "subnets not counted";
        long families = relays.stream()
                .map(Relay::family)
                .filter(one -> !one.isEmpty())
                .distinct()
                .count();
        String text = "no path of " + request.hops() + " hops to " + port + ": " + why + "; " + relays.size()
                + " relays known and allowed, " + exits.size() + " exits for it, " + guards.size() + " guards, "
                + subnets + ", " + families + " families, "
                + (request.exclude().size() + request.notBehind().size()) + " excluded";
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
        boolean queued = env.offload()
                .submit(
                        Offload.Lane.STORE,
                        () -> {
                            archive.map(Archive.GUARDS).put(Archive.key(SAMPLE), written);
                            return true;
                        },
                        done -> saved(),
                        this::notSaved);
        if (!queued) {
            env.after(SAVE_MS, this::saveNow);
        }
    }

    /** One write at a time: an older one must not come after a newer one. */
    private void saved() {
        storeProblem = "";
        saving = false;
        if (dirty) {
            save();
        }
    }

    private void notSaved(QGateException failed) {
        storeProblem = "guards cannot be kept: " + failed.getMessage();
        env.after(AGAIN_MS, this::saveNow);
    }

    /** Stops: nothing is written any more. */
    public void shutdown() {
        closed = true;
    }

    /**
     * Stops and returns the guards as plain values for another instance's {@link #thaw}; without guards when they were
     * not read yet, so that the other one reads them.
     */
    public Map<String, Object> freeze() {
        shutdown();
        Map<String, Object> frozen = new LinkedHashMap<>();
        frozen.put("schema", SCHEMA);
        frozen.put("damage", damage);
        if (loaded) {
            frozen.put("guards", sample.write());
        }
        return frozen;
    }

    /** Takes over what another instance froze; before {@link #start}. */
    public void thaw(Map<String, Object> frozen) {
        if (!Long.valueOf(SCHEMA).equals(frozen.get("schema"))) {
            throw new QGateException(KernelError.PROTOCOL, "guards of schema " + frozen.get("schema"));
        }
        damage = (String) frozen.get("damage");
        if (frozen.get("guards") instanceof byte[] guards) {
            sample.replace(GuardSample.parse(guards));
            waitingFor = "";
            loaded = true;
        }
    }
}
