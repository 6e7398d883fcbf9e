package org.qgate.extender.caller;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.qgate.ext.Host;
import org.qgate.ext.net.Stream;
import org.qgate.ext.net.Target;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.Command.Argument;

/** One stream of {@code echo/stream/1} that stays open: what is said through it comes back through it. */
final class Held {
    private static final String PROTOCOL = "echo/stream/1";
    private static final long PATIENCE_MS = 30_000;

    private final Host host;
    private Stream stream;

    Held(Host host) {
        this.host = host;
    }

    /** Offers the commands. */
    void offer() {
        Argument node = new Argument("NODE", true, "Whom to dial.");
        host.commands()
                .offer(new Command("hold", "Opens a stream and keeps it.", List.of(node)), given -> hold(given.get(0)));
        Argument text = new Argument("TEXT", true, "What to say.");
        host.commands()
                .offer(
                        new Command("say", "Says something through the stream.", List.of(text)),
                        given -> say(given.get(0)));
    }

    private synchronized Answer hold(String node) {
        stream = host.net().dial(new Target(node, PROTOCOL), PATIENCE_MS);
        return Answer.lines(List.of("held"));
    }

    private synchronized Answer say(String text) {
        byte[] said = text.getBytes(StandardCharsets.UTF_8);
        stream.write(said, 0, said.length, PATIENCE_MS);
        byte[] heard = new byte[said.length];
        int got = 0;
        while (got < heard.length) {
            int more = stream.read(heard, got, heard.length - got, PATIENCE_MS);
            if (more < 0) {
                return Answer.lines(List.of("ended"));
            }
            got += more;
        }
        return Answer.lines(List.of(new String(heard, StandardCharsets.UTF_8)));
    }
}
