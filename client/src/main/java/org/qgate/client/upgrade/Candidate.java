package org.qgate.client.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.qgate.client.Refused;
import org.qgate.client.archive.FolderTree;
import org.qgate.client.archive.Unpacking;

/** What an operator names as the next distribution: a folder, or an archive that is unpacked beside the one in use. */
public final class Candidate {
    private static final Pattern NUMBERS = Pattern.compile("\\d+(\\.\\d+)*");

    private Candidate() {}

    /**
     * Returns the distribution, verified. Nothing of an archive stays that did not verify.
     *
     * @param inUse the distribution in use, whose release key is trusted
     */
    public static SignedDistribution of(Path named, Path inUse) throws IOException {
        if (Files.isDirectory(named)) {
            return SignedDistribution.verified(named.toRealPath(), inUse);
        }
        if (!Files.isRegularFile(named)) {
            throw new Refused(Refused.WILL_NOT_HELP, "there is no distribution " + named);
        }
        Path beside = inUse.resolveSibling(".qgate-unpacking");
        FolderTree.delete(beside);
        try {
            Unpacking.all(named, beside);
            SignedDistribution unpacked = SignedDistribution.verified(only(beside), inUse);
            Path home = inUse.resolveSibling("qgate-" + unpacked.version());
            if (Files.exists(home)) {
                return SignedDistribution.verified(home.toRealPath(), inUse);
            }
            Files.move(unpacked.home(), home, StandardCopyOption.ATOMIC_MOVE);
            FolderTree.sync(home.getParent());
            return new SignedDistribution(home.toRealPath(), unpacked.version(), unpacked.keyId());
        } finally {
            FolderTree.delete(beside);
        }
    }

    /** An archive holds one folder. */
    private static Path only(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            List<Path> found = inside.toList();
            if (found.size() != 1 || !Files.isDirectory(found.get(0))) {
                throw new Refused(Refused.WILL_NOT_HELP, "the archive is no distribution: it holds not one folder");
            }
            return found.get(0);
        }
    }

    /** Compares versions number by number; a qualifier behind them does not count. */
    public static int compare(String one, String other) {
        String[] first = numbers(one);
        String[] second = numbers(other);
        for (int at = 0; at < Math.max(first.length, second.length); at++) {
            int order = Integer.compare(number(first, at), number(second, at));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static String[] numbers(String version) {
        var found = NUMBERS.matcher(version);
        return found.lookingAt() ? found.group().split("\\.") : new String[0];
    }

    private static int number(String[] numbers, int at) {
        return at < numbers.length ? Integer.parseInt(numbers[at]) : 0;
    }
}
