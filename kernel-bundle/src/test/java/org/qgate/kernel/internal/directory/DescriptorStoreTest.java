package org.qgate.kernel.internal.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was replaced never comes back ([DESC-11]). */
final class DescriptorStoreTest {
    private static Author author;
    private static Network network;
    private final DescriptorStore store = new DescriptorStore(10);

    @BeforeAll
    static void makeAuthor() {
        author = new Author(1);
        network = Author.network(1, author);
    }

    @Test
    void shouldRefuseLowerSequences() {
        assertEquals(DescriptorStore.Outcome.NEW, store.offer(author.verified(network, 5)));
        assertEquals(DescriptorStore.Outcome.NEW, store.offer(author.verified(network, 6)));
        assertEquals(DescriptorStore.Outcome.STALE, store.offer(author.verified(network, 4)));
    }

    @Test
    void shouldRefuseAnotherOneOfTheSameSequence() {
        Descriptor first = author.verified(network, 5);
        store.offer(first);
        assertEquals(DescriptorStore.Outcome.KNOWN, store.offer(first));
        Descriptor same = author.verified(network, 5); // signed anew: other bytes
        assertFalse(same.digest().equals(first.digest()));
        assertEquals(DescriptorStore.Outcome.STALE, store.offer(same));
    }

    @Test
    void shouldRememberSequencesBeyondTheDescriptorsLife() {
        store.offer(author.verified(network, 9));
        assertTrue(store.tidy(Set.of(), Author.NOW + 48 * 3_600_000));
        assertTrue(store.newest().isEmpty());
        assertEquals(DescriptorStore.Outcome.STALE, store.offer(author.verified(network, 8)));
        DescriptorStore restarted = new DescriptorStore(10);
        Marks.readAll(Marks.writeAll(store.marks())).forEach(restarted::mark);
        assertEquals(DescriptorStore.Outcome.STALE, restarted.offer(author.verified(network, 8)));
        assertEquals(DescriptorStore.Outcome.NEW, restarted.offer(author.verified(network, 9)));
    }

    @Test
    void shouldRefuseLowerEpochsOfTheCertificate() {
        Descriptor read = author.verified(network, 9);
        store.mark(read.id(), new DescriptorStore.Mark(0, 0, read.epoch() + 1));
        assertEquals(DescriptorStore.Outcome.STALE, store.offer(read));
    }

    @Test
    void shouldKeepWhatASnapshotNamesBesideTheNewest() {
        Descriptor listed = author.verified(network, 5);
        Descriptor newer = author.verified(network, 6);
        store.listed(listed);
        store.offer(newer);
        store.tidy(Set.of(listed.digest()), Author.NOW);
        assertTrue(store.has(listed.digest()) && store.has(newer.digest()));
        store.tidy(Set.of(), Author.NOW);
        assertFalse(store.has(listed.digest()));
        assertTrue(store.has(newer.digest()));
    }

    @Test
    void shouldBeBounded() {
        DescriptorStore small = new DescriptorStore(1);
        assertEquals(DescriptorStore.Outcome.NEW, small.offer(author.verified(network, 5)));
        assertEquals(DescriptorStore.Outcome.FULL, small.offer(new Author(2).verified(network, 5)));
        assertEquals(DescriptorStore.Outcome.NEW, small.offer(author.verified(network, 6)));
    }

    @Test
    void shouldLetADeclaredRateOnlyLowerTheWeight() {
        assertEquals(1000, SnapshotSigner.weight(0));
        assertEquals(1000, SnapshotSigner.weight(Long.MAX_VALUE));
        assertEquals(500, SnapshotSigner.weight(5_000_000));
        assertEquals(1, SnapshotSigner.weight(1));
    }
}
