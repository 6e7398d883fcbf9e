package org.qgate.testnet;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A block of TCP ports for one network. Held by a file lock from the choice until all nodes have bound theirs, so that
 * two networks that start at once cannot choose the same; afterwards the bound ports themselves say so.
 */
final class PortBlock implements AutoCloseable {
    /** Below the range from which Linux takes ports for outgoing connections (32768 to 60999). */
    private static final int FIRST = 20_224;

    private static final int SIZE = 256;
    private static final int BLOCKS = 49;

    private final int first;
    private final FileChannel channel;
    private final FileLock lock;

    private PortBlock(int first, FileChannel channel, FileLock lock) {
        this.first = first;
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes the first free block, beginning at one that the folder's name decides. */
    static PortBlock take(TestnetOptions options) throws IOException {
        Path locks = Files.createDirectories(TestnetOptions.defaultDir().resolveSibling("ports"));
        int start = Math.floorMod(options.dir().toString().hashCode(), BLOCKS);
        for (int i = 0; i < BLOCKS; i++) {
            int first = FIRST + SIZE * ((start + i) % BLOCKS);
            PortBlock block = lock(locks.resolve(first + ".lock"), first);
            if (block != null && block.free(options)) {
                return block;
            }
            if (block != null) {
                block.close();
            }
        }
        throw new TestnetException("no free block of ports from " + FIRST + " on: stop another test network");
    }

    private static PortBlock lock(Path file, int first) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new PortBlock(first, channel, lock);
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            // as good as held by another one
        }
        channel.close();
        return null;
    }

    private boolean free(TestnetOptions options) throws IOException {
        for (NodePlan plan : NodePlan.of(options, first)) {
            for (int i = 0; i < NodePlan.PORTS_EACH; i++) {
                if (!canBind("127.0.0.1", plan.ports() + i) || !canBind(plan.address(), plan.ports() + i)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean canBind(String address, int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true); // as the nodes do: a port in TIME_WAIT is free
            probe.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return true;
        } catch (BindException taken) {
            return false;
        }
    }

    int first() {
        return first;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
