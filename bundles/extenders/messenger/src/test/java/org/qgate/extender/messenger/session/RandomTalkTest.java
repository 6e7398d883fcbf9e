package org.qgate.extender.messenger.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two people talk over a line that loses, repeats and reorders, and lose what they had not kept: every message is opened at most
 * once, is what was written, and is opened whenever it arrives for the first time. A failure says its seed;
 * {@code -Dqgate.seed} begins with it.
 */
class RandomTalkTest {
    private static final int STEPS = 120;

    private record Sent(byte[] envelope, String text) {}

    private static final class End {
        final Person person;
        final List<Sent> coming = new ArrayList<>();
        final List<Sent> seen = new ArrayList<>();
        final Set<String> read = new HashSet<>();

        End(long seed) {
            this.person = new Person(seed);
        }
    }

    static List<Long> seeds() {
        long first = Long.getLong("qgate.seed", 1);
        List<Long> seeds = new ArrayList<>();
        for (int i = 0; i < (Boolean.getBoolean("qgate.long") ? 500 : 25); i++) {
            seeds.add(first + i);
        }
        return seeds;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldReadEachMessageOnce(long seed) {
        Random random = new Random(seed);
        End[] ends = {new End(seed * 2), new End(seed * 2 + 1)};
        ends[0].person.begin(ends[1].person, random.nextBoolean());
        int written = 0;
        for (int step = 0; step < STEPS; step++) {
            End here = ends[random.nextInt(2)];
            End there = here == ends[0] ? ends[1] : ends[0];
            int action = random.nextInt(100);
            if (action < 45) {
                write(here, there, "message " + written++);
            } else if (action < 85) {
                arrive(here, random);
            } else if (action < 90) {
                lose(here, random);
            } else if (action < 95) {
                repeat(here, random, seed);
            } else if (action < 98) {
                crash(here, random);
            } else {
                begin(here, there, random);
            }
        }
        for (End end : ends) {
            while (!end.coming.isEmpty()) {
                arrive(end, random);
            }
        }
    }

    private static void write(End here, End there, String text) {
        if (here.person.kept.containsKey(there.person.fingerprint())) {
            there.coming.add(new Sent(here.person.write(there.person, text), text));
        }
    }

    private static void arrive(End here, Random random) {
        if (!here.coming.isEmpty()) {
            Sent sent = here.coming.remove(random.nextInt(here.coming.size()));
            here.person.reads(sent.envelope(), sent.text());
            assertEquals(true, here.read.add(sent.text()), "read twice: " + sent.text());
            here.seen.add(sent);
        }
    }

    private static void lose(End here, Random random) {
        if (!here.coming.isEmpty()) {
            here.coming.remove(random.nextInt(here.coming.size()));
        }
    }

    private static void repeat(End here, Random random, long seed) {
        if (!here.seen.isEmpty()) {
            Sent sent = here.seen.get(random.nextInt(here.seen.size()));
            assertInstanceOf(Refused.class, here.person.take(sent.envelope()), "seed " + seed);
        }
    }

    /** It dies after a message was opened, and before that was kept: nothing had happened. */
    private static void crash(End here, Random random) {
        if (!here.coming.isEmpty()) {
            Sent sent = here.coming.get(random.nextInt(here.coming.size()));
            Received lost = assertInstanceOf(Received.class, here.person.look(sent.envelope()));
            assertEquals(sent.text(), new String(lost.content()));
        }
    }

    /** Another session, while messages of the one before are on their way; not more often than sessions are kept. */
    private static void begin(End here, End there, Random random) {
        boolean room = here.person
                .with(there.person.fingerprint())
                .map(with -> with.count() < Correspondence.MOST_SESSIONS / 2)
                .orElse(true);
        if (room) {
            here.person.begin(there.person, random.nextBoolean());
        }
    }
}
