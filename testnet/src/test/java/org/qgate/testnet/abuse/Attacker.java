package org.qgate.testnet.abuse;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.qgate.testnet.raw.Crowd;
import org.qgate.testnet.raw.RelayTarget;
import org.qgate.testnet.raw.Workbench;

/** Carries one attack out until it is told to stop. */
final class Attacker implements AutoCloseable {
    private static final Duration TURN = Duration.ofMillis(2);

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> work;
    private volatile boolean stopped;

    Attacker(RelayTarget target, Attack attack) {
        work = thread.submit(() -> {
            try (Crowd crowd = new Crowd(new Workbench(), target)) {
                while (!stopped) {
                    attack.step(crowd);
                    crowd.pump(() -> false, TURN);
                }
                return null;
            }
        });
    }

    /** Stops; fails when the attack itself broke, since then nothing was attacked. */
    @Override
    public void close() throws IOException {
        stopped = true;
        thread.shutdown();
        try {
            work.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        } catch (ExecutionException broke) {
            throw new IOException("the attack broke", broke.getCause());
        }
    }
}
