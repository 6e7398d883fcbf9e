package org.qgate.bench.engine;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.qgate.api.store.Disk;
import org.qgate.api.store.DiskFile;

/** A disk that counts what goes to the real one: the store's own numbers are not taken for it. */
final class CountedDisk implements Disk {
    private final Disk disk;
    private final AtomicLong syncs = new AtomicLong();
    private final AtomicLong read = new AtomicLong();

    CountedDisk(Disk disk) {
        this.disk = disk;
    }

    /** Returns how many files were synced so far; folders are not counted, nor by anybody else. */
    long syncs() {
        return syncs.get();
    }

    /** Returns how many bytes were read so far. */
    long read() {
        return read.get();
    }

    @Override
    public DiskFile create(String name, long bytes) throws IOException {
        return new Counted(disk.create(name, bytes));
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new Counted(disk.open(name));
    }

    @Override
    public List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void syncFolder() throws IOException {
        disk.syncFolder();
    }

    /** A file of it. */
    private final class Counted implements DiskFile {
        private final DiskFile file;

        Counted(DiskFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void read(long position, byte[] into, int offset, int length) throws IOException {
            read.addAndGet(length);
            file.read(position, into, offset, length);
        }

        @Override
        public void write(long position, byte[] from, int offset, int length) throws IOException {
            file.write(position, from, offset, length);
        }

        @Override
        public void sync() throws IOException {
            syncs.incrementAndGet();
            file.sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
