package org.example.greeter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.qgate.ext.Host;
import org.qgate.ext.Service;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;

/** Greets whoever calls, under the last part of its id; counts that in memory, and keeps a word if it is told to. */
public final class Greeter implements Service {
    private static final byte[] KEY = {1};

    private final AtomicLong greeted = new AtomicLong();

    /** Called by the node. */
    public Greeter() {}

    @Override
    public void start(Host host) {
        String name = host.id().substring(host.id().lastIndexOf('.') + 1);
        host.net().serve(name + "/1", (caller, request) -> request);
        Command.Argument word = new Command.Argument("WORD", true, "To be kept.");
        host.commands()
                .offer(
                        new Command("greet", "Greets.", List.of()),
                        given -> Answer.lines(List.of(host.version() + " greets " + greeted.incrementAndGet())));
        host.commands().offer(new Command("keep", "Keeps a word.", List.of(word)), given -> {
            host.space().put("words", KEY, given.get(0).getBytes(StandardCharsets.UTF_8));
            return Answer.lines(List.of("kept"));
        });
        host.commands().offer(new Command("kept", "Says the word.", List.of()), given -> {
            Optional<byte[]> kept = host.space().get("words", KEY);
            return Answer.lines(List.of(
                    kept.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("nothing")));
        });
    }

    @Override
    public byte[] exportState() {
        return ByteBuffer.allocate(Long.BYTES).putLong(greeted.get()).array();
    }

    @Override
    public void importState(byte[] state, String fromVersion) {
        greeted.set(ByteBuffer.wrap(state).getLong());
    }
}
