package org.qgate.extender.messenger.file;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.qgate.ext.store.Space.Entry;
import org.qgate.extender.messenger.session.Attachment;
import org.qgate.extender.messenger.session.Crypto;
import org.qgate.extender.messenger.session.MalformedException;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.store.At;
import org.qgate.extender.messenger.store.Books;
import org.qgate.extender.messenger.store.Step;

/** Sealed chunks of files that lie on this node: one's own, those that one fetches, and those of owners of boxes. Thread-safe. */
public final class Parcels {
    /** How long chunks are kept. */
    static final long KEEP_MS = TimeUnit.DAYS.toMillis(30);

    private static final String PARCELS = "files";
    private static final String CHUNKS = "file-chunks";
    private static final int MOST_PARCELS = 500;
    /** All chunks together: half of what the manifest asks for. */
    private static final long MOST_CHUNKS = 4_096;

    private static final int MOST_AT_ONCE = 40;

    private final Books books;

    /** Keeps chunks in these books. */
    public Parcels(Books books) {
        this.books = books;
    }

    Optional<Parcel> find(Octets id) {
        synchronized (books) {
            return books.step().get(PARCELS, id).map(Parcel::decode);
        }
    }

    /** Begins a file, or goes on with it; empty when there is no room, or it is another one. */
    Optional<Parcel> begin(Octets id, int chunks, long nowMs) {
        synchronized (books) {
            Step step = books.step();
            Optional<Parcel> there = step.get(PARCELS, id).map(Parcel::decode);
            if (there.isPresent()) {
                return there.filter(parcel -> parcel.chunks() == chunks);
            }
            List<Entry> all = step.rows(PARCELS, Octets.NONE, MOST_PARCELS);
            long kept = all.stream()
                    .mapToLong(entry -> Parcel.decode(entry.value()).chunks())
                    .sum();
            if (all.size() >= MOST_PARCELS || kept + chunks > MOST_CHUNKS) {
                return Optional.empty();
            }
            Parcel parcel = new Parcel(chunks, 0, nowMs + KEEP_MS);
            step.put(PARCELS, id, parcel.encode()).commit();
            return Optional.of(parcel);
        }
    }

    /** Keeps the next chunk; returns how it is now. */
    Parcel add(Octets id, int index, byte[] sealed) {
        synchronized (books) {
            Step step = books.step();
            Parcel parcel = step.get(PARCELS, id)
                    .map(Parcel::decode)
                    .orElseThrow(() -> new MalformedException("a chunk of no file"));
            if (index != parcel.have() || parcel.whole() || sealed.length != Attachment.SEALED_BYTES) {
                throw new MalformedException("chunk " + index + " of " + sealed.length + " bytes is not due");
            }
            Parcel next = parcel.have(index + 1);
            step.put(CHUNKS, At.of(id, index), sealed);
            step.put(PARCELS, id, next.encode()).commit();
            return next;
        }
    }

    /** Makes the sealed chunk of a place. */
    @FunctionalInterface
    public interface Source {
        /** Returns the one of this place. */
        byte[] chunk(int index);
    }

    /**
     * Keeps all chunks of a file of one's own.
     *
     * @throws IllegalStateException when there is no room
     */
    public void keep(Attachment file, Source source, long nowMs) {
        if (begin(file.id(), file.chunks(), nowMs).isEmpty()) {
            throw new IllegalStateException("there is no room for it: other files go after 30 days at the latest");
        }
        for (int i = 0; i < file.chunks(); i++) {
            add(file.id(), i, source.chunk(i));
        }
    }

    /**
     * Opens a chunk that is here.
     *
     * @throws IllegalStateException when it was altered, or is here no more
     */
    public byte[] open(Crypto crypto, Attachment file, int index) {
        return chunk(file.id(), index)
                .flatMap(bytes -> file.open(crypto, index, bytes))
                .orElseThrow(() -> new IllegalStateException("a part of it was altered, or is here no more"));
    }

    Optional<byte[]> chunk(Octets id, int index) {
        synchronized (books) {
            return books.step().get(CHUNKS, At.of(id, index));
        }
    }

    /** Removes a file. */
    void remove(Octets id) {
        synchronized (books) {
            boolean more = true;
            while (more) {
                Step step = books.step();
                List<Entry> some = step.rows(CHUNKS, id, MOST_AT_ONCE);
                some.forEach(entry -> step.remove(CHUNKS, Octets.of(entry.key())));
                more = !some.isEmpty();
                step.commit();
            }
            books.step().remove(PARCELS, id).commit();
        }
    }

    /** Removes what is past its time. */
    public void sweep(long nowMs) {
        synchronized (books) {
            for (Entry entry : books.step().rows(PARCELS, Octets.NONE, MOST_PARCELS)) {
                if (Parcel.decode(entry.value()).expiresMs() < nowMs) {
                    remove(Octets.of(entry.key()));
                }
            }
        }
    }
}
