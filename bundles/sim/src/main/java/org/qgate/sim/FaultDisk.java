package org.qgate.sim;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.qgate.api.store.Disk;
import org.qgate.api.store.DiskFile;

/**
 * A disk in memory that loses its power. Until a file is synced each of its writes may be lost, kept, or torn into
 * sectors of which some are kept, in any order; until the folder is synced each name may be the old or the new one,
 * each by itself. Reads see all writes, as a cache does. Thread-safe.
 */
public final class FaultDisk implements Disk {
    private static final int SECTOR = 512;
    private final Map<String, Content> now = new TreeMap<>();
    private final Map<String, Content> durable = new TreeMap<>();
    private long steps;
    private long failAt = Long.MAX_VALUE;
    private long capacity = Long.MAX_VALUE;
    private Consumer<String> beforeStep = any -> {};

    /** A file's bytes, apart from its names. */
    private static final class Content {
        private byte[] cached;
        private byte[] kept;
        private final List<Write> unsynced = new ArrayList<>();

        Content(long bytes) {
            cached = new byte[(int) bytes];
            kept = new byte[0];
        }

        void sync() {
            kept = cached.clone();
            unsynced.clear();
        }
    }

    private record Write(int position, byte[] bytes) {}

    /** Lets the step with this number, counted from the first, and all later ones fail. */
    public synchronized void failAt(long step) {
        failAt = step;
    }

    /** Lets somebody look before each step that changes something; they may ask for the disk after a power loss. */
    public synchronized void beforeStep(Consumer<String> look) {
        beforeStep = look;
    }

    /** Bounds the sum of all files. */
    public synchronized void capacity(long bytes) {
        capacity = bytes;
    }

    /** Returns how many steps that change something there were. */
    public synchronized long steps() {
        return steps;
    }

    /** Returns the bytes of a file as they are now, for a test to change. */
    public synchronized byte[] content(String name) {
        return now.get(name).cached;
    }

    /** Returns a disk as it may be found when the power is back. */
    public synchronized FaultDisk afterPowerLoss(Random random) {
        FaultDisk found = new FaultDisk();
        Map<Content, Content> survivors = new IdentityHashMap<>();
        List<String> names = new ArrayList<>(now.keySet());
        durable.keySet().stream().filter(name -> !now.containsKey(name)).forEach(names::add);
        for (String name : names) {
            Content before = durable.get(name);
            Content after = now.get(name);
            Content chosen = before == after || random.nextBoolean() ? after : before;
            if (chosen != null) {
                found.now.put(name, survivors.computeIfAbsent(chosen, each -> survivor(each, random)));
            }
        }
        found.durable.putAll(found.now);
        found.capacity = capacity;
        return found;
    }

    private static Content survivor(Content content, Random random) {
        boolean sizeKept = content.kept.length == content.cached.length || random.nextBoolean();
        byte[] bytes = new byte[sizeKept ? content.cached.length : 0];
        System.arraycopy(content.kept, 0, bytes, 0, content.kept.length);
        List<Write> order = new ArrayList<>(sizeKept ? content.unsynced : List.of());
        Collections.shuffle(order, random);
        for (Write write : order) {
            int fate = random.nextInt(3);
            if (fate == 1) {
                System.arraycopy(write.bytes, 0, bytes, write.position, write.bytes.length);
            } else if (fate == 2) {
                tear(write, bytes, random);
            }
        }
        Content survivor = new Content(bytes.length);
        survivor.cached = bytes;
        survivor.sync();
        return survivor;
    }

    private static void tear(Write write, byte[] into, Random random) {
        int at = 0;
        while (at < write.bytes.length) {
            int length = Math.min(write.bytes.length - at, SECTOR - (write.position + at) % SECTOR);
            if (random.nextBoolean()) {
                System.arraycopy(write.bytes, at, into, write.position + at, length);
            }
            at += length;
        }
    }

    private void step(String what) throws IOException {
        beforeStep.accept(what);
        if (steps++ >= failAt) {
            throw new IOException("power lost: " + what);
        }
    }

    @Override
    public synchronized DiskFile create(String name, long bytes) throws IOException {
        step("create " + name);
        if (now.containsKey(name)) {
            throw new IOException(name + " exists");
        }
        long used = now.values().stream().mapToLong(each -> each.cached.length).sum();
        if (used + bytes > capacity) {
            throw new IOException("no space left");
        }
        now.put(name, new Content(bytes));
        return new File(now.get(name));
    }

    @Override
    public synchronized DiskFile open(String name) throws IOException {
        if (!now.containsKey(name)) {
            throw new FileNotFoundException(name);
        }
        return new File(now.get(name));
    }

    @Override
    public synchronized List<String> list() {
        return List.copyOf(now.keySet());
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        step("delete " + name);
        if (now.remove(name) == null) {
            throw new FileNotFoundException(name);
        }
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        step("rename " + from);
        Content content = now.remove(from);
        if (content == null) {
            throw new FileNotFoundException(from);
        }
        now.put(to, content);
    }

    @Override
    public synchronized void syncFolder() throws IOException {
        step("sync the folder");
        durable.clear();
        durable.putAll(now);
    }

    private final class File implements DiskFile {
        private final Content content;

        File(Content content) {
            this.content = content;
        }

        @Override
        public long size() {
            synchronized (FaultDisk.this) {
                return content.cached.length;
            }
        }

        @Override
        public void read(long position, byte[] into, int offset, int length) throws IOException {
            synchronized (FaultDisk.this) {
                if (position + length > content.cached.length) {
                    throw new EOFException();
                }
                System.arraycopy(content.cached, (int) position, into, offset, length);
            }
        }

        @Override
        public void write(long position, byte[] from, int offset, int length) throws IOException {
            synchronized (FaultDisk.this) {
                byte[] bytes = Arrays.copyOfRange(from, offset, offset + length);
                step("write");
                System.arraycopy(bytes, 0, content.cached, (int) position, length);
                content.unsynced.add(new Write((int) position, bytes));
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (FaultDisk.this) {
                step("sync");
                content.sync();
            }
        }

        @Override
        public void close() {
            // a closed file needs nothing
        }
    }
}
