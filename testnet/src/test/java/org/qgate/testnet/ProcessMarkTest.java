package org.qgate.testnet;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is known again, whatever happens to it meanwhile. */
class ProcessMarkTest {
    private static final int STARTS = 150;
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(4);

    @TempDir
    Path dir;

    /** As nodes are started: one program turns into another, and has no command line while it does. */
    @Test
    void shouldKnowAProcessThatTurnsIntoAnotherProgram() throws Exception {
        for (int i = 0; i < STARTS; i++) {
            Process process = started();
            try {
                ProcessMark mark = ProcessMark.of(process.pid()).orElseThrow();
                long end = System.nanoTime() + LOOK_NS;
                while (System.nanoTime() < end) {
                    assertTrue(mark.alive(dir), "start " + i);
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private Process started() throws IOException {
        return new ProcessBuilder(List.of("/usr/bin/env", "env", "sh", "-c", "read x", "-Dkaraf.base=" + dir)).start();
    }

    @Test
    void shouldNotTakeAnotherProcessForIt() throws Exception {
        Process process = started();
        ProcessMark mark = ProcessMark.of(process.pid()).orElseThrow();
        assertFalse(mark.alive(dir.resolve("other")), "another folder");
        assertFalse(new ProcessMark(mark.pid(), mark.started() + 1).alive(dir), "another start");
        process.destroyForcibly().waitFor();
        assertFalse(mark.alive(dir));
    }
}
