package org.qgate.ext.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.qgate.ext.Host;
import org.qgate.ext.Service;
import org.qgate.ext.net.Target;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.Command.Argument;

/** Counts calls in memory and in its space, each minute on its own, and asks another one when told. */
final class Counter implements Service {
    private static final byte[] KEPT = "kept".getBytes(StandardCharsets.UTF_8);

    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong minutes = new AtomicLong();
    private Host host;

    @Override
    public void start(Host its) {
        host = its;
        its.net().serve("count/1", (caller, request) -> {
            host.space().add("counts", KEPT, 1);
            return number(calls.incrementAndGet());
        });
        its.tasks().every(60_000, 60_000, minutes::incrementAndGet);
        its.commands()
                .offer(
                        new Command("ask", "Asks another one.", List.of(new Argument("NODE", true, "whom"))),
                        arguments -> Answer.lines(List.of(Long.toString(ask(arguments.get(0))))));
        its.commands()
                .offer(
                        new Command("state", "What it counted.", List.of()),
                        arguments -> Answer.lines(List.of(calls + " " + kept() + " " + minutes)));
    }

    private long ask(String node) {
        return ByteBuffer.wrap(host.net().call(new Target(node, "count/1"), new byte[0], 30_000))
                .getLong();
    }

    private long kept() {
        Optional<byte[]> kept = host.space().get("counts", KEPT);
        return kept.map(bytes -> ByteBuffer.wrap(bytes).getLong()).orElse(0L);
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    @Override
    public byte[] exportState() {
        return number(calls.get());
    }

    @Override
    public void importState(byte[] state, String fromVersion) {
        calls.set(ByteBuffer.wrap(state).getLong());
    }
}
