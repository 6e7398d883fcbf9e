package org.qgate.dpn.internal.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/**
 * What a session made of an input that came at once or in pieces.
 *
 * @param request as text, or null
 */
record Pieces(int consumed, byte[] reply, String request, Failure failure, Prelude prelude) {
    private static final int LONGEST_REPLY = 1_024;

    static Pieces whole(ProxySession session, byte[] input) {
        Step step = session.feed(input, 0, input.length);
        return check(new Pieces(step.consumed(), step.reply(), text(step), step.failure(), prelude(session)), input);
    }

    /** Feeds pieces at an odd offset of a larger array, and freezes and thaws the session between them. */
    static Pieces torn(ProxySession fresh, byte[] input) {
        Random random = new Random(Arrays.hashCode(input));
        ByteArrayOutputStream replies = new ByteArrayOutputStream();
        ProxySession session = fresh;
        Step step = Step.more(0);
        int consumed = 0;
        int arrived = 0;
        while (arrived < input.length && step.request() == null && step.failure() == null) {
            arrived = Math.min(input.length, arrived + 1 + random.nextInt(arrived < 32 ? 3 : 300));
            byte[] lent = new byte[arrived - consumed + 5];
            System.arraycopy(input, consumed, lent, 3, arrived - consumed);
            step = session.feed(lent, 3, arrived - consumed);
            consumed += step.consumed();
            replies.writeBytes(step.reply());
            session = Frozen.thaw(session.freeze());
        }
        if (step.request() != null || step.failure() != null) {
            assertEquals(0, session.feed(input, 0, input.length).consumed(), "it is done");
        }
        return check(new Pieces(consumed, replies.toByteArray(), text(step), step.failure(), prelude(session)), input);
    }

    private static Prelude prelude(ProxySession session) {
        return session.prelude().orElse(null);
    }

    private static String text(Step step) {
        ProxyRequest request = step.request();
        return request == null
                ? null
                : request.kind() + " " + request.host() + " " + request.port() + " "
                        + Frozen.hex(request.credentials());
    }

    private static Pieces check(Pieces made, byte[] input) {
        assertTrue(made.consumed >= 0 && made.consumed <= input.length);
        assertTrue(made.reply.length <= LONGEST_REPLY);
        assertTrue(made.request == null || made.failure == null);
        return made;
    }

    void same(Pieces other) {
        assertEquals(request, other.request);
        assertEquals(failure, other.failure);
        assertArrayEquals(reply, other.reply);
        assertEquals(prelude == null, other.prelude == null);
        if (prelude != null) {
            assertArrayEquals(prelude.head(), other.prelude.head());
            assertEquals(prelude.more(), other.prelude.more());
        }
        if (failure == null) {
            assertEquals(consumed, other.consumed);
        }
    }
}
