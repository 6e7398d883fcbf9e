package org.qgate.client.blocks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.qgate.blocks.BadBlock;
import org.qgate.blocks.Evidence;
import org.qgate.blocks.Layout;

/**
 * {@code bin/qgate verify-blocks}: verifies a file of blocks, or of evidence, with nothing but itself. Exit codes: 0 all
 * holds, 1 a file could not be read or written, 3 refused, 64 usage.
 */
public final class VerifyBlocks {
    private static final int UNREADABLE = 1;
    private static final int REFUSED = 3;
    private static final int USAGE = 64;
    private static final int LONGEST_EVIDENCE = 3 * Layout.MAX_BYTES;
    private static final String HELP = """
            usage: qgate verify-blocks FILE [--stream ID] [--json]
                   qgate verify-blocks FILE OTHER [--stream ID] [--evidence OUT] [--json]

            Verifies a file of QuStream blocks, as block:export writes it, without a node: encoding, hash chain, commitments,
            values, slots, times and both signatures of each block. FILE may be evidence, too: two blocks with one sequence.
            With OTHER, another copy of the same stream, it looks whether the two contradict each other.

              --stream ID     refuse another stream: 64 hexadecimal digits, from somebody whom you trust
              --evidence OUT  where FILE and OTHER contradict each other: write what proves it
              --json          one JSON document

            Exit codes: 0 all holds, 1 a file could not be read or written, 3 refused (the place is printed), 64 usage.
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final StandAloneCrypto crypto = new StandAloneCrypto();
    private final List<Path> files = new ArrayList<>();
    private Optional<byte[]> stream = Optional.empty();
    private Optional<Path> evidence = Optional.empty();
    private boolean json;

    private VerifyBlocks(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs and ends the process with its exit code. */
    public static void main(String[] arguments) {
        int exitCode = run(arguments, System.out, System.err);
        System.out.flush();
        System.exit(exitCode);
    }

    /** Runs; returns the exit code. */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
            out.print(HELP);
            return 0;
        }
        VerifyBlocks verb = new VerifyBlocks(out, err);
        try {
            verb.read(arguments);
            return verb.verify();
        } catch (IllegalArgumentException usage) {
            err.println("qgate: " + usage.getMessage() + "; see qgate verify-blocks --help");
            return USAGE;
        } catch (NoSuchFileException absent) {
            err.println("qgate: there is no file " + absent.getMessage());
            return UNREADABLE;
        } catch (IOException unreadable) {
            err.println("qgate: " + unreadable.getClass().getSimpleName() + " " + unreadable.getMessage());
            return UNREADABLE;
        }
    }

    private void read(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--json" -> json = true;
                case "--stream" -> stream = Optional.of(id(next(arguments, ++i, "--stream needs an id")));
                case "--evidence" ->
                    evidence = Optional.of(Path.of(next(arguments, ++i, "--evidence needs a file to write")));
                default -> {
                    refuseIf(arguments[i].startsWith("-"), "unknown option " + arguments[i]);
                    files.add(Path.of(arguments[i]));
                }
            }
        }
        refuseIf(files.isEmpty() || files.size() > 2, "one file, or two");
        refuseIf(evidence.isPresent() && files.size() < 2, "--evidence needs two files to compare");
    }

    private static void refuseIf(boolean wrong, String message) {
        if (wrong) {
            throw new IllegalArgumentException(message);
        }
    }

    private static String next(String[] arguments, int at, String otherwise) {
        refuseIf(at >= arguments.length, otherwise);
        return arguments[at];
    }

    private static byte[] id(String hex) {
        refuseIf(!hex.matches("[0-9a-fA-F]{64}"), "--stream: 64 hexadecimal digits");
        return HexFormat.of().parseHex(hex);
    }

    private int verify() throws IOException {
        Path file = files.get(0);
        if (files.size() == 1 && isEvidence(file)) {
            return evidence(file);
        }
        Report report = new Report(crypto, stream, out, json);
        if (files.size() == 1) {
            return report.one(file) ? 0 : REFUSED;
        }
        return report.two(file, files.get(1), evidence) ? 0 : REFUSED;
    }

    private static boolean isEvidence(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return Evidence.begins(in.readNBytes(4));
        }
    }

    private int evidence(Path file) throws IOException {
        byte[] encoded;
        try (var in = Files.newInputStream(file)) {
            encoded = in.readNBytes(LONGEST_EVIDENCE);
        }
        try {
            Evidence found = Evidence.verify(encoded, crypto, stream);
            Report.print(out, json, Report.evidence(file, found));
            return 0;
        } catch (BadBlock bad) {
            Report.print(out, json, Report.refused(file, "byte " + bad.at() + ": " + bad.field(), bad.reason()));
            return REFUSED;
        }
    }
}
