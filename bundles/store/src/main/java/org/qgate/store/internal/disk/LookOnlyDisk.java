package org.qgate.store.internal.disk;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.qgate.api.store.Disk;
import org.qgate.api.store.DiskFile;

/** A disk on which nothing changes: what a store would tidy up when it opens stays as it is. */
public final class LookOnlyDisk implements Disk {
    private final Disk disk;

    /** Looks at this one. */
    public LookOnlyDisk(Disk disk) {
        this.disk = disk;
    }

    /** A file that takes writes and forgets them. */
    private record LookOnlyFile(DiskFile file) implements DiskFile {
        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void read(long position, byte[] into, int offset, int length) throws IOException {
            file.read(position, into, offset, length);
        }

        @Override
        public void write(long position, byte[] from, int offset, int length) {}

        @Override
        public void sync() {}

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @Override
    public DiskFile create(String name, long bytes) throws IOException {
        throw new NoSuchFileException(name);
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new LookOnlyFile(disk.open(name));
    }

    @Override
    public List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public void delete(String name) {}

    @Override
    public void rename(String from, String to) {}

    @Override
    public void syncFolder() {}
}
