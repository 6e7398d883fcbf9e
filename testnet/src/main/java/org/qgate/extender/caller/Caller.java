package org.qgate.extender.caller;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.qgate.ext.Host;
import org.qgate.ext.RefusedException;
import org.qgate.ext.Service;
import org.qgate.ext.net.Target;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.Command.Argument;

/**
 * Calls {@code echo/1} in closed loops: each caller sends its next request when it has the answer to the one before. It says how
 * many calls failed, how long the slowest took, and whether the count in the answers ever went back.
 */
public final class Caller implements Service {
    private static final String PROTOCOL = "echo/1";
    private static final int REQUEST = 100;
    private static final long PATIENCE_MS = 60_000;

    private final Tally tally = new Tally();
    /** Callers of an earlier round end when this changes. */
    private final AtomicLong round = new AtomicLong();

    private Host host;

    /** Called by the node. */
    public Caller() {}

    @Override
    public void start(Host host) {
        this.host = host;
        new Held(host).offer();
        Argument node = new Argument("NODE", true, "Whom to call.");
        Argument callers = new Argument("CALLERS", true, "How many call at once.");
        Argument pause = new Argument("PAUSE", true, "Milliseconds between an answer and the next request.");
        host.commands()
                .offer(
                        new Command("begin", "Begins to call.", List.of(node, callers, pause)),
                        given -> begin(given.get(0), Integer.parseInt(given.get(1)), Long.parseLong(given.get(2))));
        host.commands()
                .offer(
                        new Command("lap", "Says what the callers met since the last lap.", List.of()),
                        given -> new Answer(List.of("what", "value"), tally.lap()));
        host.commands().offer(new Command("end", "Ends calling.", List.of()), given -> {
            round.incrementAndGet();
            return Answer.lines(List.of("ended"));
        });
        host.commands()
                .offer(
                        new Command("nodes", "Lists whom could be called.", List.of()),
                        given -> Answer.lines(host.net().nodes(PROTOCOL)));
    }

    private Answer begin(String node, int callers, long pauseMs) {
        long now = round.incrementAndGet();
        for (int i = 0; i < callers; i++) {
            host.tasks().run(() -> call(new Target(node, PROTOCOL), pauseMs, now));
        }
        return Answer.lines(List.of("begun"));
    }

    private void call(Target target, long pauseMs, long mine) {
        long last = 0;
        byte[] request = new byte[REQUEST];
        try {
            while (round.get() == mine) {
                last = once(target, request, last);
                host.tasks().pause(pauseMs);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private long once(Target target, byte[] request, long last) {
        long begun = host.time().monoNs();
        try {
            ByteBuffer answer = ByteBuffer.wrap(host.net().call(target, request, PATIENCE_MS));
            long count = answer.getLong();
            tally.answered(host.time().monoNs() - begun);
            if (count <= last) {
                tally.wentBack();
            }
            return count;
        } catch (RefusedException refused) {
            tally.failed(
                    refused.reason() + ": " + refused.getMessage(), host.time().monoNs() - begun);
            return last;
        }
    }

    @Override
    public void stop() {
        round.incrementAndGet();
    }
}
