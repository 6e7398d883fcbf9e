package org.qgate.gate.internal.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.qgate.gate.Confinement;
import org.qgate.gate.Permit;
import org.qgate.gate.Program;
import org.qgate.sandbox.child.Extender;

/** Runs what otherwise runs in a process on a thread of this one, over a real socket; holds nothing back. */
public final class ThreadLauncher implements ChildLauncher {
    private static final byte[] TOKEN = {1, 2, 3};

    private final Path folder;
    /** All that were begun. */
    public final Queue<Child> begun = new ConcurrentLinkedQueue<>();

    /** @param folder for sockets */
    public ThreadLauncher(Path folder) {
        this.folder = folder;
    }

    @Override
    public Confinement confinement(boolean again) {
        return new Confinement(true, "a thread", "");
    }

    @Override
    public Child launch(Program program, Permit permit, long withinMs) {
        try {
            OnThread child = connected();
            begun.add(child);
            return child;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private OnThread connected() throws IOException {
        Path path = Files.createTempFile(folder, "s", "");
        Files.delete(path);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            SocketChannel far = SocketChannel.open(UnixDomainSocketAddress.of(path));
            return new OnThread(server.accept(), far);
        } finally {
            Files.deleteIfExists(path);
        }
    }

    /** What stands for the process. */
    private static final class OnThread implements Child {
        private final SocketChannel near;
        private final SocketChannel far;
        private final CompletableFuture<String> ended = new CompletableFuture<>();

        OnThread(SocketChannel near, SocketChannel far) {
            this.near = near;
            this.far = far;
            Thread thread = new Thread(this::run, "child");
            thread.setDaemon(true);
            thread.start();
        }

        private void run() {
            try {
                new Extender(ThreadLauncher.class.getClassLoader()).run(far, TOKEN);
                ended.complete("it ended");
            } catch (IOException failed) {
                ended.complete(failed.toString());
            }
        }

        @Override
        public SocketChannel channel() {
            return near;
        }

        @Override
        public byte[] token() {
            return TOKEN;
        }

        @Override
        public long pid() {
            return 0;
        }

        @Override
        public CompletableFuture<String> ended() {
            return ended;
        }

        @Override
        public void pause() {
            // a thread cannot be stopped
        }

        @Override
        public void resume() {
            // as above
        }

        @Override
        public void kill() {
            try {
                far.shutdownOutput();
            } catch (IOException gone) {
                ended.complete("it was gone");
            }
        }
    }
}
