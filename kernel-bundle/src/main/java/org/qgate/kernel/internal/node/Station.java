package org.qgate.kernel.internal.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.error.QGateException;
import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.Listening;
import org.qgate.api.transport.Role;
import org.qgate.api.update.Part;

/**
 * An overlay with what it stands on: the kernel's lease, its timers, its workers. Made together, given up together.
 * Thread-safe as far as the methods say.
 */
final class Station {
    static final String LISTENER = "link";

    private final LoopEnv env;
    private final WorkerOffload offload;
    private volatile Overlay overlay;

    private Station(Bedrock bedrock, Neighbourhood others) {
        env = new LoopEnv(bedrock.clock(), others::cryptoNow, this::accepted);
        Lease lease = bedrock.ports().claim(Role.KERNEL, env.table());
        offload = new WorkerOffload(bedrock.scheduler(), env::execute);
        env.complete(lease, offload);
    }

    private void accepted(long port, Endpoint local, Endpoint remote) {
        Overlay running = overlay;
        if (running != null) {
            running.links().accepted(port, local, remote);
        } else {
            env.ports().abort(port);
        }
    }

    /** What makes an overlay for an environment. */
    interface Plan {
        Overlay overlay(LoopEnv env);
    }

    /**
     * Claims the sockets and starts an overlay on them. Not on the loop.
     *
     * @throws QGateException when the overlay refuses its settings; everything is given up again
     */
    static Station begin(Bedrock bedrock, Neighbourhood others, Plan plan) {
        closeLeftovers(bedrock, others);
        Station fresh = new Station(bedrock, others);
        fresh.env.ports().open();
        try {
            new LoopCalls(fresh.env::execute).tell(() -> {
                fresh.overlay = plan.overlay(fresh.env);
                fresh.overlay.start();
            });
            return fresh;
        } catch (QGateException failed) {
            fresh.release(); // with it goes whatever the loop may still be doing for this attempt
            throw failed;
        }
    }

    /** Closes what a hand-over left that nobody could adopt: whoever gives the role up closes all that it has. */
    static void closeLeftovers(Bedrock bedrock, Neighbourhood others) {
        new Station(bedrock, others).release();
    }

    /** Claims the sockets and rebuilds an overlay from what {@link #freeze} gave. Behind the gate. */
    @SuppressWarnings("unchecked") // made by freeze, whose schema was checked
    static Station thaw(Bedrock bedrock, Neighbourhood others, Plan plan, Map<String, Object> state) {
        Station fresh = new Station(bedrock, others);
        fresh.env.counted((List<Long>) state.get("counters"));
        fresh.env.turn(() -> {
            Overlay made = plan.overlay(fresh.env);
            made.thaw((Map<String, Object>) state.get("overlay"));
            fresh.overlay = made;
        });
        return fresh;
    }

    /** Stops the overlay and gives its state away; the ports stay open, parked. Behind the gate. */
    Map<String, Object> freeze() {
        Map<String, Object> state = new LinkedHashMap<>();
        env.turn(() -> state.put("overlay", overlay.freeze()));
        state.put("counters", env.counted());
        env.ports().park();
        return state;
    }

    /**
     * Lets a rebuilt overlay go once the gate opens. Behind the gate.
     *
     * @return the listener for links, or null
     */
    Listening go() {
        env.execute(overlay::start); // first in line, before what the ports have to tell
        env.ports().open();
        return env.ports().ports().stream()
                .filter(port -> port.listener() && port.name().equals(LISTENER))
                .findFirst()
                .map(port -> new Listening(port.port(), port.local()))
                .orElse(null);
    }

    LoopEnv env() {
        return env;
    }

    Overlay overlay() {
        return overlay;
    }

    LoopCalls loop() {
        return new LoopCalls(env::execute);
    }

    Part.Adopted size() {
        return new Part.Adopted(
                overlay.links().all().size(),
                overlay.circuits().own() + overlay.circuits().relayed(),
                overlay.circuits().list().size());
    }

    /** Ends the overlay in order and closes all it has. Not on the loop. */
    void end() {
        loop().tell(() -> {
            Overlay running = overlay;
            overlay = null; // nothing may come to an overlay that answers no more
            running.stop();
        });
        release();
    }

    private void release() {
        env.ports().release();
        offload.close();
    }

    /** Frees the threads of a station whose ports are somebody else's. */
    void abandon() {
        overlay = null;
        offload.close();
    }
}
