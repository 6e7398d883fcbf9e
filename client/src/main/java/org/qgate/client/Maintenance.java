package org.qgate.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.qgate.client.backup.Backup;
import org.qgate.client.backup.NodeTree;
import org.qgate.client.backup.Restore;
import org.qgate.client.upgrade.Candidate;
import org.qgate.client.upgrade.ConfigMerge;
import org.qgate.client.upgrade.MergeStep;
import org.qgate.client.upgrade.SignedDistribution;
import org.qgate.client.upgrade.Wellness;
import org.qgate.common.json.Json;

/**
 * What {@code bin/qgate} needs for backups and upgrades.
 *
 * <pre>
 * backup  ETC DATA VERSION FILE STORE        writes a backup; STORE is a copy of a running node's store, or empty
 * restore ETC DATA VERSION FILE DEFAULTS     makes a node's folders from a backup
 * verify  HOME VERSION NAMED DOWNGRADE OUT   verifies another distribution, writes its folder and version to OUT
 * merge   SHIPPED ETC NEXT FOLDER            merges configuration into FOLDER; empty: only says what would be done
 * ready   ETC DATA VERSION SECONDS BEFORE    waits until a node is as well as the status document BEFORE says
 * </pre>
 */
public final class Maintenance {
    private static final int USAGE = 64;
    private static final long POLL_MS = 250;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private Maintenance() {}

    /** Runs one verb and ends the process with its exit code. */
    public static void main(String[] arguments) {
        int exitCode;
        try {
            exitCode = run(arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (Refused refused) {
            System.err.println("qgate: " + refused.getMessage());
            exitCode = refused.exitCode();
        } catch (IOException failed) {
            System.err.println("qgate: " + failed.getClass().getSimpleName() + " " + failed.getMessage());
            exitCode = Refused.MAY_HELP;
        } catch (ArrayIndexOutOfBoundsException missing) {
            System.err.println("qgate: usage: backup|restore|verify|merge|ready ARGUMENT…");
            exitCode = USAGE;
        }
        System.out.flush();
        System.exit(exitCode);
    }

    private static int run(String verb, String[] rest) throws IOException {
        switch (verb) {
            case "backup" -> backup(rest);
            case "restore" -> restore(rest);
            case "verify" -> verify(rest);
            case "merge" -> merge(rest);
            case "ready" -> {
                return ready(rest);
            }
            default -> throw new Refused(USAGE, "unknown verb " + verb);
        }
        return 0;
    }

    private static void backup(String[] rest) throws IOException {
        NodeTree node = new NodeTree(Path.of(rest[0]), Path.of(rest[1]));
        Optional<Path> store = rest[4].isEmpty() ? Optional.empty() : Optional.of(Path.of(rest[4]));
        Path file = Path.of(rest[3]).toAbsolutePath();
        int files = new Backup(node, store, rest[2]).write(file, System.currentTimeMillis());
        System.out.println(files + " files in " + file);
    }

    private static void restore(String[] rest) throws IOException {
        NodeTree node = new NodeTree(Path.of(rest[0]), Path.of(rest[1]));
        long madeAt = new Restore(node, Path.of(rest[4]), rest[2]).from(Path.of(rest[3]));
        System.out.println("restored what was saved at " + Instant.ofEpochMilli(madeAt));
    }

    private static void verify(String[] rest) throws IOException {
        SignedDistribution found = Candidate.of(Path.of(rest[2]), Path.of(rest[0]));
        int order = Candidate.compare(found.version(), rest[1]);
        if (found.home().equals(Path.of(rest[0]))) {
            throw new Refused(Refused.WILL_NOT_HELP, found.home() + " is the distribution in use");
        }
        if (order < 0 && !rest[3].equals("true")) {
            throw new Refused(
                    Refused.WILL_NOT_HELP,
                    "QG-UPD-0004 version " + found.version() + " is older than " + rest[1] + ": --allow-downgrade");
        }
        Files.writeString(Path.of(rest[4]), found.home() + "\n" + found.version() + "\n");
        System.out.println(
                "verified  QGate " + found.version() + " in " + found.home() + ", signed by " + found.keyId());
    }

    private static void merge(String[] rest) throws IOException {
        ConfigMerge merge = new ConfigMerge(Path.of(rest[0]), Path.of(rest[1]), Path.of(rest[2]));
        for (MergeStep step : merge.steps()) {
            System.out.printf("%-9s etc/%s%n", step.action().name().toLowerCase(Locale.ROOT), step.file());
            step.details().forEach(detail -> System.out.println("            " + detail));
        }
        if (!rest[3].isEmpty()) {
            merge.write(Path.of(rest[3]));
        }
    }

    private static int ready(String[] rest) throws IOException {
        NodeFiles files = NodeFiles.of(Path.of(rest[0]), Path.of(rest[1]));
        String before = Files.exists(Path.of(rest[4])) ? Files.readString(Path.of(rest[4])) : "";
        Wellness wellness = new Wellness(before.isBlank() ? Map.of() : (Map<?, ?>) Json.read(before), rest[2]);
        long end =
                System.nanoTime() + Duration.ofSeconds(Long.parseLong(rest[3])).toNanos();
        Optional<String> complaint = Optional.of("it was not asked");
        while (complaint.isPresent() && System.nanoTime() - end < 0) {
            complaint = ask(files, wellness);
            if (complaint.isPresent()) {
                Readiness.pause(POLL_MS);
            }
        }
        complaint.ifPresent(why -> System.err.println("qgate: not ready: " + why));
        return complaint.isPresent() ? Refused.MAY_HELP : 0;
    }

    private static Optional<String> ask(NodeFiles files, Wellness wellness) {
        try (NodeShell shell = NodeShell.connect(files, CONNECT)) {
            NodeShell.Result said = shell.exec("node:status --json", CONNECT);
            return said.exitCode() == 0 && Json.read(said.stdout()) instanceof Map<?, ?> now
                    ? wellness.complaint(now)
                    : Optional.of("node:status gave " + said.exitCode() + " "
                            + said.stderr().strip());
        } catch (IOException | IllegalArgumentException notNow) {
            return Optional.of("the shell does not answer: " + notNow.getMessage());
        }
    }
}
