package org.qgate.extender.messenger.mailbox;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.qgate.ext.store.Space.Entry;
import org.qgate.extender.messenger.mailbox.Reply.Status;
import org.qgate.extender.messenger.mailbox.Request.Ask;
import org.qgate.extender.messenger.mailbox.Request.End;
import org.qgate.extender.messenger.mailbox.Request.Fetch;
import org.qgate.extender.messenger.mailbox.Request.Put;
import org.qgate.extender.messenger.mailbox.Request.Register;
import org.qgate.extender.messenger.mailbox.Request.Stock;
import org.qgate.extender.messenger.session.Crypto;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.SizeClass;
import org.qgate.extender.messenger.store.Books;
import org.qgate.extender.messenger.store.Step;

/**
 * The boxes of one node. It knows of each: a random id, the digest of the key that opens it, sealed envelopes of two sizes and
 * pre-keys; not whose it is, nor who puts something in. What it answers DONE to is durable. Thread-safe.
 */
public final class Boxes {
    private static final String BOXES = "boxes";
    private static final int MOST_ROWS = 1_000;
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

    private final Books books;
    private final Crypto crypto;
    private final Supplier<Limits> limits;
    private final Shelf shelf = new Shelf();
    private final Stocks stocks = new Stocks();

    /** Keeps boxes within limits, which may change. */
    public Boxes(Books books, Crypto crypto, Supplier<Limits> limits) {
        this.books = books;
        this.crypto = crypto;
        this.limits = limits;
    }

    /** Does what somebody asks for who may be anybody. */
    public Reply serve(Request request, long nowMs) {
        synchronized (books) {
            Step step = books.step();
            if (request instanceof Register its) {
                return register(step, its, nowMs, false);
            }
            Optional<Box> found = step.get(BOXES, request.box()).map(Box::decode);
            if (found.isEmpty()) {
                return Reply.of(Status.NONE);
            }
            Box box = found.get();
            if (request instanceof Put its) {
                return put(step, its, box, nowMs);
            } else if (request instanceof Ask its) {
                return ask(step, its, nowMs);
            } else if (request instanceof Stock its) {
                return opens(box, its.key()) ? stock(step, its) : Reply.of(Status.NONE);
            } else if (request instanceof Fetch its) {
                return opens(box, its.key()) ? fetch(step, its, box, nowMs) : Reply.of(Status.NONE);
            } else if (request instanceof End its) {
                return opens(box, its.key()) ? end(step, its.box()) : Reply.of(Status.NONE);
            }
            return Reply.of(Status.MALFORMED);
        }
    }

    /** Makes the node's own box, whatever the limits say. */
    public void own(Register register, long nowMs) {
        synchronized (books) {
            register(books.step(), register, nowMs, true);
        }
    }

    /** Whether this key opens this box. */
    public boolean opens(Octets box, Octets key) {
        synchronized (books) {
            return books.step()
                    .get(BOXES, box)
                    .map(Box::decode)
                    .map(its -> opens(its, key))
                    .orElse(false);
        }
    }

    private boolean opens(Box box, Octets key) {
        return crypto.primitives()
                .same(crypto.primitives().sha256(key.bytes()), box.keyDigest().bytes());
    }

    private Reply register(Step step, Register its, long nowMs, boolean own) {
        Optional<Box> there = step.get(BOXES, its.box()).map(Box::decode);
        if (there.isPresent()) {
            boolean same = there.get().keyDigest().equals(its.keyDigest());
            return Reply.of(same ? Status.DONE : Status.NOT_WELCOME);
        }
        Limits now = limits.get();
        if (!own && !now.invite().isEmpty() && !now.invite().equals(its.invite())) {
            return Reply.of(Status.NOT_WELCOME);
        }
        if (!own && step.rows(BOXES, Octets.NONE, MOST_ROWS).size() > now.boxes()) {
            return Reply.of(Status.FULL); // one of them is the node's own
        }
        long life = ByteBuffer.wrap(crypto.random().bytes(Long.BYTES)).getLong();
        step.put(BOXES, its.box(), new Box(its.keyDigest(), life, 1, 0, 0, nowMs).encode());
        step.commit();
        return Reply.of(Status.DONE);
    }

    private Reply put(Step step, Put its, Box box, long nowMs) {
        if (!SizeClass.has(its.envelope().length)) {
            return Reply.of(Status.MALFORMED);
        }
        Octets digest = Octets.of(crypto.primitives().sha256(its.envelope()));
        if (shelf.has(step, its.box(), digest)) {
            return Reply.of(Status.DONE); // put again: its sender did not hear the first answer
        }
        Box before = full(box, its.envelope()) ? shelf.expire(step, its.box(), box, nowMs) : box;
        if (full(before, its.envelope())) {
            return Reply.of(Status.FULL);
        }
        shelf.put(step, its.box(), before.next(), digest, its.envelope(), nowMs + Limits.KEEP_MS);
        step.put(BOXES, its.box(), before.put(its.envelope().length).encode()).commit();
        return Reply.of(Status.DONE);
    }

    private static boolean full(Box box, byte[] envelope) {
        return box.count() >= Limits.MOST_ENVELOPES || box.bytes() + envelope.length > Limits.MOST_BOX_BYTES;
    }

    private Reply ask(Step step, Ask its, long nowMs) {
        Optional<byte[]> bundle = stocks.take(step, its.box(), nowMs);
        step.commit();
        return bundle.map(Reply::done).orElseGet(() -> Reply.of(Status.NONE));
    }

    private Reply stock(Step step, Stock its) {
        stocks.put(step, its);
        step.commit();
        return Reply.of(Status.DONE);
    }

    private Reply fetch(Step step, Fetch its, Box box, long nowMs) {
        boolean known = its.life() == box.life();
        Box rest = known ? shelf.drop(step, its.box(), box, its.after()) : box;
        if (nowMs - rest.fetchedMs() > DAY_MS) {
            rest = rest.fetched(nowMs);
        }
        if (!rest.equals(box)) {
            step.put(BOXES, its.box(), rest.encode()).commit();
        }
        Reply.Mail mail =
                shelf.mail(step, its.box(), box.life(), known ? its.after() : 0, stocks.left(step, its.box()), nowMs);
        return Reply.done(mail.encode());
    }

    private Reply end(Step step, Octets box) {
        while (shelf.clear(step, box) || stocks.clear(step, box)) {
            step.commit();
        }
        step.remove(BOXES, box).commit();
        return Reply.of(Status.DONE);
    }

    /** Deletes what is past its time; to be called now and then. */
    public void sweep(long nowMs) {
        synchronized (books) {
            for (Entry entry : books.step().rows(BOXES, Octets.NONE, MOST_ROWS)) {
                Octets id = Octets.of(entry.key());
                Box box = Box.decode(entry.value());
                Step step = books.step();
                if (nowMs - box.fetchedMs() > Limits.IDLE_MS) {
                    end(step, id);
                    continue;
                }
                Box rest = shelf.expire(step, id, box, nowMs);
                if (!rest.equals(box)) {
                    step.put(BOXES, id, rest.encode()).commit();
                }
            }
        }
    }

    /** Returns how many boxes there are, the node's own one included. */
    public int count() {
        synchronized (books) {
            List<Entry> all = books.step().rows(BOXES, Octets.NONE, MOST_ROWS);
            return all.size();
        }
    }
}
