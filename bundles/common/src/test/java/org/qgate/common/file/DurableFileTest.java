package org.qgate.common.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
    @TempDir
    private Path folder;

    @Test
    void shouldOverwriteWhatItErases() throws Exception {
        byte[] content = new byte[200_001];
        Arrays.fill(content, (byte) 7);
        Path file = folder.resolve("file");
        DurableFile.write(file, content);
        Path same = Files.createLink(folder.resolve("same"), file); // whoever held on to the blocks
        assertTrue(DurableFile.erase(file));
        assertFalse(Files.exists(file));
        assertArrayEquals(new byte[content.length], Files.readAllBytes(same));
        assertFalse(DurableFile.erase(file), "it is gone");
    }

    @Test
    void shouldEraseALinkAndLeaveWhatItNames() throws Exception {
        Path other = Files.writeString(folder.resolve("other"), "not ours");
        Path link = Files.createSymbolicLink(folder.resolve("link"), other);
        assertTrue(DurableFile.erase(link));
        assertEquals("not ours", Files.readString(other));
    }
}
