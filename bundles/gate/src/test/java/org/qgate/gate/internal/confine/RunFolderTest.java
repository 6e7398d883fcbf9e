package org.qgate.gate.internal.confine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder in which a node meets its processes. */
class RunFolderTest {
    @TempDir
    Path folder;

    @Test
    void shouldLetNobodyElseIn() throws IOException {
        RunFolder run = RunFolder.open(folder, Path.of("/srv/node"));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(run.path())));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(run.child(1))));
        run.close();
        assertFalse(Files.exists(run.path()));
    }

    @Test
    void shouldBeOfOneNode() throws IOException {
        Path one = RunFolder.open(folder, Path.of("/srv/node-1")).path();
        assertNotEquals(one, RunFolder.open(folder, Path.of("/srv/node-2")).path());
        assertEquals(one, RunFolder.open(folder, Path.of("/srv/x/../node-1")).path());
    }

    @Test
    void shouldClearWhatAnEarlierRunLeft() throws IOException {
        Path outside = Files.writeString(
                Files.createDirectory(folder.resolve("outside")).resolve("kept"), "x");
        RunFolder killed = RunFolder.open(folder, folder);
        Files.writeString(killed.child(1).resolve("p"), "a package");
        Files.createSymbolicLink(killed.child(2).resolve("link"), outside.getParent());
        RunFolder next = RunFolder.open(folder, folder);
        try (Stream<Path> files = Files.list(next.path())) {
            assertEquals(List.of(), files.toList());
        }
        assertTrue(Files.exists(outside));
    }

    @Test
    void shouldNotFollowALinkThatSomebodyLaid() throws IOException {
        RunFolder run = RunFolder.open(folder, folder);
        run.close();
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.createSymbolicLink(run.path(), other);
        assertThrows(IOException.class, () -> RunFolder.open(folder, folder));
    }

    @Test
    void shouldMoveWhereASocketsNameIsShortEnough() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("a-long-name".repeat(10)));
        RunFolder run = RunFolder.open(deep, deep);
        assertEquals(Path.of("/tmp"), run.path().getParent());
        run.close();
    }
}
