package org.qgate.testnet.messenger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.qgate.testnet.trial.MessengerUser;

/**
 * Compares what was written with what is read. What a messenger took is in its writer's own history, in order and once; what is in
 * there is in the reader's, exactly so.
 */
final class Ledger {
    private Ledger() {}

    /** Waits until a reader has all of a writing, and checks that it is all, once, and in order. */
    static int settle(Writing writing, MessengerUser reader, String talk) {
        List<String> said = said(writing.user(), writing.talk(), writing.word());
        checkWriter(writing, said);
        MessengerUser.await(
                reader.name() + " has the " + said.size() + " messages of " + writing.word(),
                () -> said(reader, talk, writing.word()).size() >= said.size(),
                () -> missing(said, said(reader, talk, writing.word())) + " of "
                        + writing.user().rows("status") + " " + reader.rows("status"));
        assertEquals(said, said(reader, talk, writing.word()), "read by " + reader.name());
        return said.size();
    }

    /** All that was taken is there in order; besides only what was in doubt; nothing twice. */
    private static void checkWriter(Writing writing, List<String> said) {
        List<String> taken = writing.taken();
        Set<String> known = new HashSet<>(taken);
        List<String> sure = said.stream().filter(known::contains).toList();
        assertEquals(taken, sure, "what was taken of " + writing.word());
        known.addAll(writing.doubtful());
        assertTrue(known.containsAll(said), () -> "nobody wrote " + missing(said, List.copyOf(known)));
        assertEquals(said.size(), new HashSet<>(said).size(), "nothing twice");
    }

    private static List<String> missing(List<String> all, List<String> there) {
        return all.stream().filter(each -> !there.contains(each)).toList();
    }

    private static List<String> said(MessengerUser user, String talk, String word) {
        return user.texts(talk).stream()
                .filter(text -> text.startsWith(word + "-"))
                .toList();
    }
}
