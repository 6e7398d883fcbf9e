package org.qgate.shell.internal.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.qgate.shell.internal.view.Text;

/** Checks of the machine and the Java process. */
final class MachineChecks {
    private static final long MIB = 1L << 20;
    private static final long DISK_FAIL = 100 * MIB;
    private static final long DISK_WARN = 1024 * MIB;
    private static final long LOG_WARN = 512 * MIB;
    private static final long OPEN_FILES = 4_096;
    private static final long HEAP = 128 * MIB;
    /** Far below the 256 that Linux shows from 5.18 on once its generator is seeded, whatever is drawn from it. */
    private static final int ENTROPY_BITS = 64;

    private final Machine machine;

    MachineChecks(Machine machine) {
        this.machine = machine;
    }

    List<Finding> all() {
        return List.of(
                java(),
                heap(),
                heapDumps(),
                outOfMemory(),
                debugging(),
                user(),
                openFileLimit(),
                openFiles(),
                coreDumps(),
                swap(),
                entropy(),
                aes(),
                disk(),
                permissions(),
                logs());
    }

    private Finding java() {
        String version = machine.javaVersion();
        int feature = Integer.parseInt("0" + version.replaceFirst("^1\\.", "").replaceFirst("[^0-9].*$", ""));
        return feature >= 17 && feature <= 23
                ? Finding.ok("java-version", version)
                : Finding.fail(
                        "java-version", version, "the node is tested on 17 to 21", "set JAVA_HOME to a JDK 17 or 21");
    }

    private Finding heap() {
        String seen = Text.bytes(machine.maxHeapBytes());
        return machine.maxHeapBytes() >= HEAP
                ? Finding.ok("java-heap", seen)
                : Finding.warn("java-heap", seen, "queues of a busy node need more", "set QGATE_HEAP=512m and restart");
    }

    private boolean has(Predicate<String> argument) {
        return machine.jvmArguments().stream().anyMatch(argument);
    }

    private Finding heapDumps() {
        return has(each -> each.startsWith("-XX:+HeapDump"))
                ? Finding.fail(
                        "heap-dumps",
                        "on",
                        "a heap dump holds every key",
                        "remove -XX:+HeapDumpOnOutOfMemoryError, restart")
                : Finding.ok("heap-dumps", "off");
    }

    private Finding outOfMemory() {
        return has("-XX:+ExitOnOutOfMemoryError"::equals)
                ? Finding.ok("out-of-memory", "the process ends")
                : Finding.warn(
                        "out-of-memory",
                        "-XX:+ExitOnOutOfMemoryError is not set",
                        "a node that lost a thread would go on half alive",
                        "start it by bin/qgate start");
    }

    private Finding debugging() {
        return has(each -> each.startsWith("-agentlib:jdwp")
                        || each.startsWith("-Xrunjdwp")
                        || each.startsWith("-Dcom.sun.management.jmxremote"))
                ? Finding.fail(
                        "debug-ports",
                        "a debugger or JMX may connect",
                        "whoever connects can read every key and run code",
                        "remove the option from QGATE_JAVA_OPTS, restart")
                : Finding.ok("debug-ports", "none");
    }

    private Finding user() {
        return machine.user().equals("root")
                ? Finding.warn(
                        "user", "root", "a fault in the node is a fault of the machine", "run it as a user of its own")
                : Finding.ok("user", machine.user());
    }

    private Finding openFileLimit() {
        long limit = machine.openFileLimit();
        if (limit < 0) {
            return Finding.skipped("open-file-limit", "not readable here");
        }
        return limit >= OPEN_FILES
                ? Finding.ok("open-file-limit", Long.toString(limit))
                : Finding.warn(
                        "open-file-limit",
                        Long.toString(limit),
                        "each connection needs one",
                        "ulimit -n " + OPEN_FILES + " before bin/qgate start");
    }

    private Finding openFiles() {
        long open = machine.openFiles();
        long limit = machine.openFileLimit();
        if (open < 0 || limit <= 0) {
            return Finding.skipped("open-files", "not readable here");
        }
        return open < limit / 10 * 8
                ? Finding.ok("open-files", open + " of " + limit)
                : Finding.warn(
                        "open-files",
                        open + " of " + limit,
                        "new connections will be refused soon",
                        "raise the limit, or lower max_connections in etc/org.qgate.transport.cfg");
    }

    private Finding coreDumps() {
        long limit = machine.coreBytesLimit();
        if (limit < 0) {
            return Finding.skipped("core-dumps", "not readable here");
        }
        String handler = machine.coreHandler().isEmpty() ? "" : "; crashes go to " + machine.coreHandler();
        return limit == 0
                ? Finding.ok("core-dumps", "off" + handler)
                : Finding.warn(
                        "core-dumps",
                        "on" + handler,
                        "a core dump holds every key",
                        "ulimit -c 0 before bin/qgate start");
    }

    private Finding swap() {
        if (machine.swaps() == null) {
            return Finding.skipped("swap", "not readable here");
        }
        if (machine.swaps().isEmpty()) {
            return Finding.ok("swap", "none");
        }
        String evidence = machine.swaps().stream()
                .map(swap -> swap.device() + " " + swap.place().name().toLowerCase(Locale.ROOT) + ", "
                        + Text.bytes(swap.usedBytes()) + " used")
                .collect(Collectors.joining("; "));
        return machine.swaps().stream().noneMatch(swap -> swap.place() == Swap.Place.PLAIN)
                ? Finding.ok("swap", evidence)
                : Finding.warn(
                        "swap",
                        evidence,
                        "keys may be written to that disk and stay there",
                        "encrypt it (crypttab with a random key), or swapoff -a");
    }

    private Finding entropy() {
        long bits = machine.entropyBits();
        if (bits < 0) {
            return Finding.skipped("entropy", "not readable here");
        }
        String evidence = bits + " of " + machine.entropyPoolBits() + " bits";
        return bits >= ENTROPY_BITS
                ? Finding.ok("entropy", evidence)
                : Finding.warn(
                        "entropy",
                        evidence,
                        "the system's generator may not be seeded yet; before Linux 5.18 the figure also falls with"
                                + " use, which is harmless",
                        "look again in a minute; on a virtual machine add a random device (virtio-rng)");
    }

    private Finding aes() {
        return machine.aesInstructions()
                ? Finding.ok("aes-instructions", "present")
                : Finding.warn(
                        "aes-instructions",
                        "not seen",
                        "AES in software is slow and may leak by timing",
                        "use a machine with AES instructions");
    }

    private Finding disk() {
        long free = machine.stateFreeBytes();
        if (free < 0) {
            return Finding.skipped("disk", "not readable here");
        }
        String seen = Text.bytes(free) + " free";
        if (free < DISK_FAIL) {
            return Finding.fail("disk", seen, "state can not be written durably", "free space below the state folder");
        }
        return free < DISK_WARN
                ? Finding.warn("disk", seen, "it will be full soon", "free space below the state folder")
                : Finding.ok("disk", seen);
    }

    private Finding permissions() {
        if (machine.stateModes().isEmpty()) {
            return Finding.skipped("state-permissions", "not readable here");
        }
        List<String> open = machine.stateModes().entrySet().stream()
                .filter(file -> !file.getValue().endsWith("------"))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return open.isEmpty()
                ? Finding.ok("state-permissions", machine.stateModes().size() + " files and folders for the owner only")
                : Finding.fail(
                        "state-permissions",
                        open.size() + " readable by others, first " + open.get(0),
                        "keys are stored there",
                        "chmod -R go= on the state folder");
    }

    private Finding logs() {
        if (machine.logBytes() < 0) {
            return Finding.skipped("log-size", "no log folder");
        }
        return machine.logBytes() < LOG_WARN
                ? Finding.ok("log-size", Text.bytes(machine.logBytes()))
                : Finding.warn(
                        "log-size",
                        Text.bytes(machine.logBytes()),
                        "rotation does not keep up",
                        "check the log level in etc/org.ops4j.pax.logging.cfg");
    }
}
