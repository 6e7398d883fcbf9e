package org.qgate.gate.internal.confine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in at the door of a process. */
class DoorwayTest {
    @TempDir
    Path folder;

    private static long soon(long ms) {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    }

    @Test
    void shouldLetOneInAndBeGone() throws IOException {
        Path path = folder.resolve("s");
        Doorway door = Doorway.open(path);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        try (SocketChannel first = SocketChannel.open(UnixDomainSocketAddress.of(path));
                SocketChannel let =
                        door.await(soon(ConfineBench.LONG_MS), () -> false).orElseThrow()) {
            door.close();
            assertTrue(let.isConnected() && let.isBlocking());
            assertTrue(first.isConnected());
        }
        assertFalse(Files.exists(path));
        assertThrows(IOException.class, () -> SocketChannel.open(UnixDomainSocketAddress.of(path)));
    }

    @Test
    void shouldNotWaitForNobody() throws IOException {
        try (Doorway door = Doorway.open(folder.resolve("s"))) {
            assertEquals(Optional.empty(), door.await(soon(50), () -> false));
            assertEquals(Optional.empty(), door.await(soon(ConfineBench.LONG_MS), () -> true));
            AtomicBoolean hopeless = new AtomicBoolean();
            door.wake();
            assertEquals(Optional.empty(), door.await(soon(ConfineBench.LONG_MS), () -> hopeless.getAndSet(true)));
        }
    }

    /** The folder's mode keeps others out; here it does not, and the kernel's word on who they are does. */
    @Test
    void shouldRefuseAnotherUser() throws Exception {
        assumeTrue(
                System.getProperty("user.name").equals("root")
                        && Files.isExecutable(Path.of("/usr/bin/perl"))
                        && Files.isExecutable(Path.of("/usr/bin/setpriv")),
                "SKIPPED: only root can be another user too; needs perl and setpriv");
        Path shared = Files.createTempDirectory("door-");
        try (Doorway door = Doorway.open(shared.resolve("s"))) {
            Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(door.path(), PosixFilePermissions.fromString("rw-rw-rw-"));
            Process other = new ProcessBuilder(
                            "setpriv",
                            "--reuid=65534",
                            "--regid=65534",
                            "--clear-groups",
                            "perl",
                            "-MSocket",
                            "-e",
                            "socket(my $s, PF_UNIX, SOCK_STREAM, 0); connect($s, sockaddr_un($ARGV[0])) or die $!;"
                                    + " print 'in'; sysread($s, my $b, 1); print 'out';",
                            door.path().toString())
                    .redirectErrorStream(true)
                    .start();
            other.onExit().thenRun(door::wake);
            assertEquals(Optional.empty(), door.await(soon(ConfineBench.LONG_MS), () -> !other.isAlive()));
            assertEquals("inout", new String(other.getInputStream().readAllBytes()));
        } finally {
            RunFolder.remove(shared);
        }
    }
}
