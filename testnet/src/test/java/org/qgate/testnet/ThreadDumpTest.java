package org.qgate.testnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of what Java prints of its threads. */
@Timeout(60)
final class ThreadDumpTest {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final String DUMP = String.join(
            "\n",
            "Full thread dump OpenJDK 64-Bit Server VM (17 mixed mode):",
            "",
            "\"holder\" #3 prio=5 waiting on condition",
            "   java.lang.Thread.State: WAITING (parking)",
            "\t- parking to wait for  <0x02> (a java.util.concurrent.locks.ReentrantLock$NonfairSync)",
            "",
            "   Locked ownable synchronizers:",
            "\t- <0x01> (a java.util.concurrent.locks.ReentrantLock$NonfairSync)",
            "",
            "\"its holder\" #4 prio=5 runnable",
            "\t- locked <0x02> (a java.lang.Object)",
            "",
            "\"bystander\" #5 prio=5 runnable",
            "\t- locked <0x03> (a java.lang.Object)",
            "",
            "\"sshd-SshServer[1](port=1)-nio2-thread-1\" #6 daemon prio=5 waiting on condition",
            "\t- parking to wait for  <0x01> (a java.util.concurrent.locks.ReentrantLock$NonfairSync)",
            "",
            "JNI global refs: 21, weak refs: 0",
            "",
            "Heap",
            " def new generation total 1K");

    @TempDir
    private Path temp;

    @Test
    void shouldKeepWhoServesTheShellAndWhoHoldsWhatTheyWaitFor() {
        String kept = ThreadDump.restricted(DUMP);
        assertTrue(kept.startsWith("\"sshd-SshServer"), kept);
        assertTrue(kept.contains("\"holder\"") && kept.contains("\"its holder\""), kept);
        assertFalse(kept.contains("bystander") || kept.contains("Heap"), kept);
    }

    @Test
    void shouldKeepAtMostTwoHundredLines() {
        String kept = ThreadDump.restricted(("\"sshd\" #1\n" + "\tat some.Where\n".repeat(30) + "\n").repeat(20));
        assertEquals(201, kept.lines().count());
        assertTrue(kept.endsWith("… 620 lines"), kept);
    }

    @Test
    void shouldKnowWaitingInVain() {
        assertTrue(ThreadDump.tells(new IOException(new TimeoutException())));
        assertFalse(ThreadDump.tells(new IOException("refused")));
    }

    @Test
    void shouldAskAProcess() throws IOException {
        Path home = FakeDistribution.create(temp.resolve("fake"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        TestnetOptions options =
                new TestnetOptions(4, 1, temp.resolve("net"), home, java, Duration.ofSeconds(2), Map.of());
        NodePlan plan = NodePlan.of(options, 20_000).get(0);
        Files.createDirectories(plan.dir().resolve("data/log"));
        Process process = NodeProcess.launch(plan, options, home);
        try {
            TestnetNode node =
                    TestnetNode.of(plan, ProcessMark.of(process.pid()).orElseThrow());
            awaitMain(node);
            String kept = ThreadDump.of(node);
            assertTrue(kept.contains("\"sshd-fake\"") && kept.contains("Main.main"), kept);
        } finally {
            process.destroyForcibly().onExit().join();
        }
        TestnetNode gone = TestnetNode.of(plan, new ProcessMark(process.pid(), 1));
        assertTrue(ThreadDump.of(gone).startsWith("no thread dump of node 0: "), ThreadDump.of(gone));
    }

    /** A process that is not Java yet would end by the signal. */
    private static void awaitMain(TestnetNode node) throws IOException {
        Path console = node.dir().resolve("data/log/console.log");
        while (!Files.readString(console).contains("waits")) {
            LockSupport.parkNanos(LOOK_NS);
        }
    }
}
