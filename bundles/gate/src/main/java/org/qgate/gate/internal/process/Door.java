package org.qgate.gate.internal.process;

import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.qgate.ext.Host;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.sandbox.wire.Arguments;
import org.qgate.sandbox.wire.BreachException;
import org.qgate.sandbox.wire.Server;
import org.qgate.sandbox.wire.Wire;

/**
 * What an extender's process may ask for: each call goes to a facade of its instance, which decides as it does for an
 * extender in this process. Thread-safe.
 */
final class Door implements Server {
    /** The longest arguments that no frame holds: changes of a space together. The frame's head, and the keys beside. */
    private static final int LONGEST = 6 << 20;

    private final byte[] token;
    private final CountDownLatch greeted = new CountDownLatch(1);
    private volatile Map<String, Answering> answers = Map.of();

    Door(byte[] token) {
        this.token = token.clone();
    }

    /** Opens it: what is asked for is asked of these facades from now on. */
    void open(Host host, Extender extender) {
        Map<String, Answering> all = new HashMap<>();
        List.of(
                        new PlainDoor(host),
                        new CryptoDoor(host),
                        new SpaceDoor(host),
                        new NetDoor(host, extender),
                        new WorkDoor(host, extender),
                        new OperatorDoor(host, extender))
                .forEach(part -> part.addTo(all));
        answers = Map.copyOf(all);
    }

    @Override
    public void hello(Arguments theirs) throws BreachException {
        byte[] said = theirs.bytes(0);
        if (said == null || !MessageDigest.isEqual(said, token)) {
            throw new BreachException("a HELLO without the token");
        }
        if (theirs.number(1) != Wire.VERSION) {
            throw new BreachException("another version of the wire");
        }
        greeted.countDown();
    }

    /** Nobody will come any more. */
    void shut() {
        greeted.countDown();
    }

    /** Waits for the process to say who it is, or to end. */
    boolean awaitHello(long atMostMs) throws InterruptedException {
        return greeted.await(atMostMs, TimeUnit.MILLISECONDS);
    }

    @Override
    public Object serve(String name, Arguments arguments) throws Exception {
        Map<String, Answering> all = answers;
        if (all.isEmpty()) {
            throw new RefusedException(Reason.CLOSED, "the extender was not started");
        }
        Answering answering = all.get(name);
        if (answering == null) {
            throw new BreachException("a call that there is not");
        }
        return answering.answer(arguments);
    }

    @Override
    public int longest(String name) {
        return name.startsWith("space.") || name.startsWith("crypto.") || name.startsWith("keys.") ? LONGEST : 0;
    }

    /** What failed here is nobody's business there. */
    @Override
    public String words(Throwable thrown) {
        return "the node failed at it";
    }
}
