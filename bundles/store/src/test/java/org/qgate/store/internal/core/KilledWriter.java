package org.qgate.store.internal.core;

import static org.qgate.store.internal.core.Stores.bytes;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.qgate.store.internal.disk.FolderDisk;

/**
 * The main of a JVM that is killed: writes numbered batches from three threads, says on its output which are durable,
 * compacts now and then, and never ends by itself.
 */
final class KilledWriter {
    static final int KEYS = 50;
    static final int WRITERS = 3;
    static final int SEGMENT = 256 << 10;

    private KilledWriter() {}

    public static void main(String[] arguments) throws IOException {
        StoreCore store =
                Stores.open(new FolderDisk(Path.of(arguments[0])), new Stores.Hand(), Stores.LARGE_BUDGET, SEGMENT);
        AtomicLong compactions = new AtomicLong();
        System.out.println("open");
        for (int w = 0; w < WRITERS; w++) {
            String map = "writer-" + w;
            Thread writer = new Thread(() -> write(store, map, System.out));
            writer.start();
        }
        while (store.status().failed().isEmpty()) {
            compactions.addAndGet(store.compact() ? 1 : 0);
            Thread.yield();
        }
    }

    /** The batch with number n sets two keys and a counter to n: a reader sees whether it has all of it. */
    private static void write(StoreCore store, String map, PrintStream out) {
        for (long n = store.namespace("kill").map(map).count(bytes("n")) + 1; ; n++) {
            store.namespace("kill")
                    .batch()
                    .put(map, bytes("a" + n % KEYS), bytes(n + ":" + "x".repeat((int) (n % 700))))
                    .put(map, bytes("b" + n % KEYS), bytes(n + ":"))
                    .add(map, bytes("n"), 1)
                    .commit();
            out.println(map + " " + n);
        }
    }
}
