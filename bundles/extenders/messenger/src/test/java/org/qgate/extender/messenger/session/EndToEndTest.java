package org.qgate.extender.messenger.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people write to each other, in the order in which they wrote and in others. */
class EndToEndTest {
    private final Person anna = new Person(1);
    private final Person bert = new Person(2);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldReadEachOther(boolean oneTime) {
        anna.begin(bert, oneTime);
        bert.reads(anna.write(bert, "one"), "one");
        bert.reads(anna.write(bert, "two"), "two");
        anna.reads(bert.write(anna, "three"), "three");
        bert.reads(anna.write(bert, ""), "");
        anna.reads(bert.write(anna, "five"), "five");
        assertTrue(anna.with(bert).answered() && bert.with(anna).answered());
    }

    @Test
    void shouldReadFirstMessagesInAnyOrder() {
        anna.begin(bert, true);
        byte[] one = anna.write(bert, "one");
        byte[] two = anna.write(bert, "two");
        byte[] three = anna.write(bert, "three");
        bert.reads(three, "three");
        bert.reads(one, "one");
        bert.reads(two, "two");
        assertFalse(anna.with(bert).answered());
    }

    @Test
    void shouldReadLateMessagesOfChainsThatEnded() {
        anna.begin(bert, true);
        bert.reads(anna.write(bert, "hello"), "hello");
        List<byte[]> late = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            late.add(anna.write(bert, "late " + round));
            bert.reads(anna.write(bert, "now " + round), "now " + round);
            anna.reads(bert.write(anna, "answer " + round), "answer " + round);
        }
        for (int round = 4; round >= 0; round--) {
            bert.reads(late.get(round), "late " + round);
            bert.refuses(Reason.REPLAYED, late.get(round));
        }
    }

    @Test
    void shouldGoOnWhenBothBeganAtOnce() {
        anna.begin(bert, true);
        bert.begin(anna, true);
        byte[] hers = anna.write(bert, "from anna");
        byte[] his = bert.write(anna, "from bert");
        bert.reads(hers, "from anna");
        anna.reads(his, "from bert");
        for (int i = 0; i < 4; i++) {
            bert.reads(anna.write(bert, "a" + i), "a" + i);
            anna.reads(bert.write(anna, "b" + i), "b" + i);
        }
        assertTrue(anna.with(bert).answered() && bert.with(anna).answered());
        assertEquals(anna.with(bert).current().id(), bert.with(anna).current().id());
    }

    @Test
    void shouldGoOnAfterOneOfThemLostEverything() {
        anna.begin(bert, true);
        bert.reads(anna.write(bert, "hello"), "hello");
        anna.reads(bert.write(anna, "hello too"), "hello too");
        bert.kept.clear();
        bert.refuses(Reason.UNKNOWN_SESSION, anna.write(bert, "lost"));
        bert.begin(anna, true);
        anna.reads(bert.write(anna, "who are you?"), "who are you?");
        bert.reads(anna.write(bert, "anna"), "anna");
    }

    @Test
    void shouldForgetSessionsBeyondTheMostAndNotBeginThemAgain() {
        List<byte[]> firsts = new ArrayList<>();
        for (int i = 0; i <= Correspondence.MOST_SESSIONS; i++) {
            anna.begin(bert, false);
            byte[] first = anna.write(bert, "session " + i);
            firsts.add(first);
            bert.reads(first, "session " + i);
        }
        firsts.forEach(first -> bert.refuses(Reason.REPLAYED, first));
    }

    @Test
    void shouldRefuseWhatWasOpened() {
        anna.begin(bert, true);
        byte[] first = anna.write(bert, "first");
        bert.reads(first, "first");
        bert.refuses(Reason.REPLAYED, first);
        byte[] answer = bert.write(anna, "answer");
        anna.reads(answer, "answer");
        byte[] second = anna.write(bert, "second");
        bert.reads(second, "second");
        bert.refuses(Reason.REPLAYED, second);
        bert.refuses(Reason.REPLAYED, first);
        anna.refuses(Reason.REPLAYED, answer);
    }

    @Test
    void shouldRefuseAFirstMessageWhosePreKeyWasUsed() {
        anna.begin(bert, true);
        byte[] first = anna.write(bert, "first");
        bert.reads(first, "first");
        bert.kept.clear();
        bert.refuses(Reason.UNKNOWN_PRE_KEY, first);
    }

    @Test
    void shouldUseAOneTimePreKeyUpOnce() {
        anna.begin(bert, true);
        Received first = assertInstanceOf(Received.class, bert.take(anna.write(bert, "first")));
        Received second = assertInstanceOf(Received.class, bert.take(anna.write(bert, "second")));
        assertTrue(first.used().isPresent());
        assertEquals(Optional.empty(), second.used());
    }

    @Test
    void shouldRefuseWhatIsForSomebodyElse() {
        Person carl = new Person(3);
        anna.begin(bert, true);
        carl.refuses(Reason.NOT_OURS, anna.write(bert, "for bert"));
    }

    @Test
    void shouldRefuseAnotherVersionAndAnotherLength() {
        anna.begin(bert, true);
        byte[] envelope = anna.write(bert, "text");
        byte[] newer = envelope.clone();
        newer[0] = 2;
        bert.refuses(Reason.MALFORMED, newer);
        bert.refuses(Reason.MALFORMED, new byte[0]);
        bert.refuses(Reason.MALFORMED, Arrays.copyOf(envelope, envelope.length - 1));
    }

    @Test
    void shouldRefuseToSkipMoreThanTheMost() {
        anna.begin(bert, true);
        bert.reads(anna.write(bert, "hello"), "hello");
        Correspondence now = anna.with(bert);
        for (int i = 0; i < Correspondence.MOST_SKIPPED; i++) {
            now = skip(now);
        }
        anna.keep(bert.fingerprint(), now);
        byte[] just = anna.write(bert, "just");
        byte[] far = anna.write(bert, "far");
        bert.refuses(Reason.TOO_FAR, far);
        bert.reads(just, "just");
        bert.reads(far, "far");
        assertEquals(
                Correspondence.MOST_SKIPPED, bert.with(anna).current().skipped().size());
        assertTrue(bert.kept.get(anna.fingerprint()).length < 64 << 10);
    }

    /** Seals a message that nobody will see, without the envelope. */
    private Correspondence skip(Correspondence now) {
        return now.put(
                now.current().seal(anna.crypto, anna.fingerprint(), new byte[0]).next());
    }

    @Test
    void shouldRefuseABundleOfAnotherOrForgedOrOld() {
        Bundle bundle = bert.bundle(true);
        assertEquals(Optional.of(Reason.NOT_THEM), bundle.check(anna.crypto, anna.fingerprint(), Person.NOW));
        assertEquals(Optional.of(Reason.EXPIRED), bundle.check(anna.crypto, bert.fingerprint(), Person.LATER));
        Bundle shorter = bert.bundle(false);
        assertEquals(Optional.of(Reason.EXPIRED), shorter.check(anna.crypto, bert.fingerprint(), Person.LATER));
        assertEquals(Optional.empty(), shorter.check(anna.crypto, bert.fingerprint(), Person.LATER - 1));
        Bundle mixed = new Bundle(bert.own.identity(), anna.bundle(false).signed(), Optional.empty());
        assertEquals(Optional.of(Reason.FORGED), mixed.check(anna.crypto, bert.fingerprint(), Person.NOW));
        Bundle mixedOnce = new Bundle(
                bert.own.identity(), bundle.signed(), anna.bundle(true).oneTime());
        assertEquals(Optional.of(Reason.FORGED), mixedOnce.check(anna.crypto, bert.fingerprint(), Person.NOW));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Bundle(bert.own.identity(), bundle.oneTime().orElseThrow(), Optional.empty()));
    }

    @Test
    void shouldNotBeginWithTheBundleOfSomebodyElse() {
        anna.begin(bert, true);
        Bundle carls = new Person(3).bundle(true);
        assertThrows(IllegalArgumentException.class, () -> anna.desk.begin(anna.with(bert.fingerprint()), carls));
    }

    @Test
    void shouldReadTheLongestAndTheShortest() {
        anna.begin(bert, true);
        for (int length : new int[] {
            0, 1, SizeClass.SMALL.mostContent(), SizeClass.SMALL.mostContent() + 1, SizeClass.LARGE.mostContent()
        }) {
            byte[] content = anna.crypto.random().bytes(Math.max(1, length));
            content = Arrays.copyOf(content, length);
            bert.reads(anna.write(bert, content), content);
        }
        byte[] tooLong = new byte[SizeClass.LARGE.mostContent() + 1];
        assertThrows(IllegalArgumentException.class, () -> anna.write(bert, tooLong));
    }

    @Test
    void shouldNotBeginWithOneself() {
        assertThrows(IllegalArgumentException.class, () -> anna.desk.begin(Optional.empty(), anna.bundle(true)));
    }
}
