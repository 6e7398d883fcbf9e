package org.qgate.base.internal.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.QGateException;

class FileStateFolderTest {
    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void name() {
        folder = temporary.resolve("data").resolve("qgate");
    }

    @Test
    void shouldKeepFilesPrivate() throws IOException {
        try (FileStateFolder state = FileStateFolder.open(folder)) {
            state.write("crypto/keys/master.key", bytes("secret"));
            assertEquals("rwx------", mode(folder));
            assertEquals("rwx------", mode(folder.resolve("crypto")));
            assertEquals("rwx------", mode(folder.resolve("crypto/keys")));
            assertEquals("rw-------", mode(folder.resolve("crypto/keys/master.key")));
            assertEquals("rw-------", mode(folder.resolve("format")));
            assertEquals("rw-------", mode(folder.resolve(".lock")));
        }
    }

    @Test
    void shouldTightenAFolderThatWasOpenToOthers() throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (FileStateFolder state = FileStateFolder.open(folder)) {
            assertEquals("rwx------", mode(state.path()));
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void shouldReadBackWhatWasWritten() {
        try (FileStateFolder state = FileStateFolder.open(folder)) {
            assertEquals(Optional.empty(), state.read("a/b"));
            state.write("a/b", bytes("one"));
            state.write("a/b", bytes("two"));
            assertArrayEquals(bytes("two"), state.read("a/b").orElseThrow());
            state.write("a/c", bytes(""));
            assertEquals(List.of("a/b", "a/c"), state.list("a"));
            state.delete("a/b");
            state.delete("a/b");
            assertEquals(List.of("a/c"), state.list("a"));
            assertEquals(List.of(), state.list("nothing"));
        }
    }

    @Test
    void shouldKeepTheOldContentWhenWritingFails() throws IOException {
        try (FileStateFolder state = FileStateFolder.open(folder)) {
            state.write("a/b", bytes("old"));
            Files.createDirectories(folder.resolve("a/.b.new/in-the-way"));
            refused(BaseError.STATE_WRITE, () -> state.write("a/b", bytes("new")));
            assertArrayEquals(bytes("old"), state.read("a/b").orElseThrow());
        }
    }

    @Test
    void shouldRemoveWhatACrashLeftAside() throws IOException {
        FileStateFolder.open(folder).close();
        Path leftover = Files.writeString(folder.resolve(".a.new"), "half");
        FileStateFolder.open(folder).close();
        assertFalse(Files.exists(leftover));
    }

    @Test
    void shouldRefuseASecondNodeOnTheFolder() {
        try (FileStateFolder first = FileStateFolder.open(folder)) {
            refused(BaseError.FOLDER_LOCKED, () -> FileStateFolder.open(first.path()));
        }
        FileStateFolder.open(folder).close();
    }

    @Test
    void shouldRefuseNewerDataAndLetGoOfTheFolder() throws IOException {
        FileStateFolder.open(folder).close();
        Files.writeString(folder.resolve("format"), "2\n");
        refused(BaseError.DATA_TOO_NEW, () -> FileStateFolder.open(folder));
        Files.writeString(folder.resolve("format"), "1\n");
        FileStateFolder.open(folder).close();
    }

    @Test
    void shouldRefuseAnUnreadableFormat() throws IOException {
        FileStateFolder.open(folder).close();
        Files.writeString(folder.resolve("format"), "one\n");
        refused(BaseError.STATE_READ, () -> FileStateFolder.open(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../x", "/etc/passwd", "a//b", "a/", ".hidden", "a/.b", "A", "a b", "a\u0000"})
    void shouldRefuseNamesThatCouldLeaveTheFolder(String name) {
        try (FileStateFolder state = FileStateFolder.open(folder)) {
            assertThrows(IllegalArgumentException.class, () -> state.read(name));
            assertThrows(IllegalArgumentException.class, () -> state.write(name, new byte[0]));
        }
    }

    private static void refused(ErrorCode code, Runnable action) {
        assertEquals(code, assertThrows(QGateException.class, action::run).code());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
