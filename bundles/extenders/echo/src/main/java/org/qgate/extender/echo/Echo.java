package org.qgate.extender.echo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.qgate.ext.Host;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.Service;
import org.qgate.ext.config.Setting;
import org.qgate.ext.net.Caller;
import org.qgate.ext.net.Stream;
import org.qgate.ext.net.Target;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;

/**
 * Answers a request of {@code echo/1} with how many it has answered, eight bytes, and the request; sends back what comes over
 * a stream of {@code echo/stream/1}. The count is handed from version to version and never goes back; the sum of all starts is
 * kept in the store now and then.
 */
public final class Echo implements Service {
    /** The protocol of requests. */
    static final String REQUESTS = "echo/1";

    /** The protocol of streams. */
    static final String STREAMS = "echo/stream/1";

    /** The setting that bounds requests. */
    static final String LARGEST = "largest_request";

    private static final int LARGEST_CALL = 1 << 20;
    private static final int CHUNK = 16 << 10;
    private static final long KEEP_MS = 10_000;
    private static final long IDLE_MS = 600_000;
    private static final long PATIENCE_MS = 30_000;

    private Host host;
    private Counts counts;
    /** Another version counts now. */
    private volatile boolean relieved;

    /** Called by the node. */
    public Echo() {}

    @Override
    public void start(Host host) {
        this.host = host;
        counts = new Counts(host.space());
        host.settings()
                .declare(List.of(Setting.number(
                        LARGEST,
                        LARGEST_CALL,
                        0,
                        LARGEST_CALL,
                        "Largest request",
                        "Requests with more bytes are not answered.")));
        host.commands().offer(new Command("stats", "Says how much was answered.", List.of()), arguments -> stats());
        host.commands()
                .offer(
                        new Command("nodes", "Lists nodes that answer requests of echo/1.", List.of()),
                        arguments -> Answer.lines(host.net().nodes(REQUESTS)));
        host.commands()
                .offer(
                        new Command(
                                "call",
                                "Sends a request to a node, anonymously, and shows its answer.",
                                List.of(
                                        new Command.Argument("NODE", true, "Its id."),
                                        new Command.Argument("TEXT", true, "What it is to answer."))),
                        arguments -> call(arguments.get(0), arguments.get(1)));
        host.net().serve(REQUESTS, this::answer);
        host.net().accept(STREAMS, this::sendBack);
        host.tasks().every(KEEP_MS, KEEP_MS, this::keep);
    }

    private byte[] answer(Caller caller, byte[] request) {
        if (request.length > host.settings().number(LARGEST) || request.length > LARGEST_CALL - Long.BYTES) {
            throw new IllegalArgumentException("a request of " + request.length + " bytes");
        }
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES + request.length);
        return out.putLong(counts.call()).put(request).array();
    }

    private void sendBack(Stream stream) {
        counts.stream();
        byte[] chunk = new byte[CHUNK];
        for (int read = stream.read(chunk, 0, CHUNK, IDLE_MS);
                read >= 0;
                read = stream.read(chunk, 0, CHUNK, IDLE_MS)) {
            stream.write(chunk, 0, read, IDLE_MS);
        }
        stream.end();
    }

    private void keep() {
        if (relieved) {
            return;
        }
        try {
            counts.keep();
        } catch (RefusedException notNow) {
            // The next run writes a sum that contains this one; the operator sees refusals beside the permission.
            note("the total was not kept: " + notNow.getMessage());
        }
    }

    private void note(String line) {
        if (host.granted(Permission.LOG_WRITE)) {
            host.log().info(line);
        }
    }

    private Answer stats() {
        Tally now = counts.tally();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("version", host.version()));
        rows.add(List.of("requests", Long.toString(now.calls())));
        rows.add(List.of("streams", Long.toString(now.streams())));
        rows.add(List.of("requests of all starts", now.before() < 0 ? "-" : Long.toString(now.before() + now.calls())));
        return new Answer(List.of("what", "value"), rows);
    }

    private Answer call(String node, String text) {
        byte[] request = text.getBytes(StandardCharsets.UTF_8);
        byte[] response = host.net().call(new Target(node, REQUESTS), request, PATIENCE_MS);
        ByteBuffer in = ByteBuffer.wrap(response);
        long count = in.getLong();
        String answered = new String(response, Long.BYTES, in.remaining(), StandardCharsets.UTF_8);
        return new Answer(List.of("request", "answer"), List.of(List.of(Long.toString(count), answered)));
    }

    @Override
    public byte[] exportState() {
        return counts.tally().encode();
    }

    @Override
    public void importState(byte[] state, String fromVersion) {
        if (state.length > 0) {
            counts.take(Tally.decode(state));
        }
    }

    @Override
    public void drain(long atMostMs) {
        relieved = true;
    }

    @Override
    public void stop() {
        keep();
    }
}
