package org.qgate.testnet.messenger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.qgate.testnet.trial.MessengerUser;

/** Somebody who writes numbered messages to one talk until told to end, whatever happens to the nodes meanwhile. */
final class Writing implements AutoCloseable {
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(700);
    private static final long PATIENCE_MS = TimeUnit.MINUTES.toMillis(5);

    private final MessengerUser user;
    private final String talk;
    private final String word;
    private final Thread thread;
    private final List<String> taken = new ArrayList<>();
    private final List<String> doubtful = new ArrayList<>();
    private volatile boolean ending;

    private Writing(MessengerUser user, String talk, String word) {
        this.user = user;
        this.talk = talk;
        this.word = word;
        this.thread = new Thread(this::write, "writes-" + word);
        this.thread.setDaemon(true);
    }

    /** Begins to write texts that begin with a word, which nobody else's do. */
    static Writing begin(MessengerUser user, String talk, String word) {
        Writing writing = new Writing(user, talk, word);
        writing.thread.start();
        return writing;
    }

    private void write() {
        for (int number = 1; !ending; number++) {
            String text = word + "-" + number;
            boolean sent = user.send(talk, text);
            synchronized (this) {
                (sent ? taken : doubtful).add(text);
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    /** How many messages were taken so far. */
    synchronized int count() {
        return taken.size();
    }

    String word() {
        return word;
    }

    MessengerUser user() {
        return user;
    }

    String talk() {
        return talk;
    }

    /** Returns all that the messenger took, in order. */
    synchronized List<String> taken() {
        return List.copyOf(taken);
    }

    /** Returns all of which its node did not say whether it took them. */
    synchronized List<String> doubtful() {
        return List.copyOf(doubtful);
    }

    /** Waits until this many more messages were taken. */
    void awaitMore(int more) {
        int until = count() + more;
        MessengerUser.await(word + " wrote " + more + " more", () -> count() >= until, () -> doubtful());
    }

    /** Ends; returns when the last message was taken or not. */
    @Override
    public void close() {
        ending = true;
        try {
            thread.join(PATIENCE_MS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new AssertionError(word + " still writes");
        }
    }
}
