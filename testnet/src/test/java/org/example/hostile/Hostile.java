package org.example.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.qgate.ext.Host;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.Service;
import org.qgate.ext.net.Caller;
import org.qgate.ext.net.Target;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.Command.Argument;

/** Takes more of everything than it may, when told to, and says how often a quota refused it; or spins in its handler. */
public final class Hostile implements Service {
    private static final String OWN = "hostile/1";
    private static final long SHORT_MS = 1_000;
    private static final long LONG_MS = 60_000;
    private static final long DAY_MS = 86_400_000;
    private static final int TRIES = 1_000;
    private static final int DIALS = 24;
    private static final int PIECE = 256 << 10;

    private final List<Object> kept = new ArrayList<>();

    private Host host;

    /** Called by the node. */
    public Hostile() {}

    @Override
    public void start(Host host) {
        this.host = host;
        Argument node = new Argument("NODE", true, "Id of the node that it runs on.");
        host.net().serve(OWN, Hostile::spin);
        offer("spin", node, id -> host.tasks().run(() -> host.net().call(new Target(id, OWN), new byte[1], SHORT_MS)));
        offer("fill", node, id -> host.tasks().run(this::fill));
        flood("streams", node, DIALS, id -> kept.add(host.net().dial(new Target(id, "echo/stream/1"), LONG_MS)));
        flood("calls", node, TRIES, id -> host.net().call(new Target(id, "echo/1"), new byte[1], LONG_MS));
        flood("log", node, TRIES, id -> host.log().info("noise"));
        flood("store", node, DIALS, id -> host.space().put("noise", key(), new byte[PIECE]));
        flood("events", node, TRIES, id -> host.events().publish("noise", Map.of()));
        flood("timers", node, TRIES, id -> kept.add(host.tasks().after(DAY_MS, Spinning::forever)));
        flood("memory", node, DIALS, id -> kept.add(new byte[PIECE]));
    }

    private static byte[] spin(Caller caller, byte[] request) {
        Spinning.forever();
        return request;
    }

    private void fill() {
        while (!kept.isEmpty() || kept.add(host)) {
            kept.add(new byte[PIECE]);
        }
    }

    private byte[] key() {
        kept.add("one more");
        return Integer.toString(kept.size()).getBytes(StandardCharsets.US_ASCII);
    }

    /** One thing too much. */
    private interface Excess {
        void on(String node);
    }

    private void offer(String name, Argument node, Excess excess) {
        host.commands().offer(new Command(name, "Does what it should not.", List.of(node)), given -> {
            excess.on(given.get(0));
            return Answer.lines(List.of("begun"));
        });
    }

    private void flood(String name, Argument node, int times, Excess excess) {
        host.commands()
                .offer(
                        new Command(name, "Takes too much and counts refusals.", List.of(node)),
                        given -> Answer.lines(List.of(Integer.toString(refusals(times, given.get(0), excess)))));
    }

    private static int refusals(int times, String node, Excess excess) {
        int refused = 0;
        for (int i = 0; i < times; i++) {
            try {
                excess.on(node);
            } catch (RefusedException no) {
                if (no.reason() != Reason.LIMIT) {
                    throw no;
                }
                refused++;
            }
        }
        return refused;
    }
}
