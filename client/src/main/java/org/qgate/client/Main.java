package org.qgate.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * The command line of the client, called by {@code bin/qgate}.
 *
 * <pre>
 * exec  ETC DATA COMMAND             runs a shell command; its exit code is ours
 * shell ETC DATA TERM COLUMNS LINES  the interactive shell on a raw terminal
 * wait  ETC DATA PID SECONDS COMMAND returns 0 as soon as COMMAND gives 0, 1 when time is up, 2 when the process ended
 * </pre>
 */
public final class Main {
    /** Cannot reach the node: trying again could help. */
    private static final int UNREACHABLE = 1;

    private static final int USAGE = 64;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(1);

    private Main() {}

    /** Runs one verb and ends the process with its exit code. */
    public static void main(String[] arguments) {
        int exitCode;
        try {
            exitCode = run(arguments);
        } catch (IOException unreachable) {
            System.err.println("qgate: " + reason(unreachable));
            exitCode = UNREACHABLE;
        } catch (IllegalArgumentException usage) {
            System.err.println("qgate: usage: " + usage.getMessage());
            exitCode = USAGE;
        }
        System.out.flush();
        System.exit(exitCode);
    }

    private static String reason(IOException failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static int run(String[] arguments) throws IOException {
        if (arguments.length < 3) {
            throw new IllegalArgumentException("exec|shell|wait ETC DATA …");
        }
        NodeFiles files = NodeFiles.of(Path.of(arguments[1]), Path.of(arguments[2]));
        String[] rest = Arrays.copyOfRange(arguments, 3, arguments.length);
        return switch (arguments[0]) {
            case "exec" -> exec(files, rest);
            case "shell" -> shell(files, rest);
            case "wait" ->
                Readiness.await(
                        files,
                        Long.parseLong(argument(rest, 0, "PID")),
                        Duration.ofSeconds(Long.parseLong(argument(rest, 1, "SECONDS"))),
                        argument(rest, 2, "COMMAND"));
            default -> throw new IllegalArgumentException("unknown verb " + arguments[0]);
        };
    }

    private static String argument(String[] rest, int index, String name) {
        if (index >= rest.length) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return rest[index];
    }

    private static int exec(NodeFiles files, String[] rest) throws IOException {
        requireKeys(files);
        try (NodeShell shell = NodeShell.connect(files, CONNECT)) {
            int exitCode = shell.exec(argument(rest, 0, "COMMAND"), System.out, System.err, LONGEST);
            return exitCode < 0 ? UNREACHABLE : exitCode;
        }
    }

    private static int shell(NodeFiles files, String[] rest) throws IOException {
        requireKeys(files);
        try (NodeShell shell = NodeShell.connect(files, CONNECT)) {
            shell.interact(
                    System.in,
                    System.out,
                    argument(rest, 0, "TERM"),
                    Integer.parseInt(argument(rest, 1, "COLUMNS")),
                    Integer.parseInt(argument(rest, 2, "LINES")));
            return 0;
        }
    }

    private static void requireKeys(NodeFiles files) throws IOException {
        if (!files.exist()) {
            throw new IOException("no readable keys at " + files.operatorKey() + ": was this node ever started?");
        }
    }
}
