package org.qgate.shell.internal.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.qgate.api.extender.ConfinementInfo;
import org.qgate.api.extender.PublisherInfo;

/**
 * Whether this machine can hold extenders of strangers, and whom this node trusts.
 *
 * @param confinement what holds processes; empty while nobody can say
 * @param home the distribution
 * @param java the Java machine that runs the node, and a process of an extender
 */
public record ExtenderChecks(
        Optional<ConfinementInfo> confinement, List<PublisherInfo> publishers, Path home, Path java) {
    private static final String SANDBOX = "sandbox";
    private static final String PUBLISHERS = "extender publishers";

    /** Runs all. */
    public List<Finding> all() {
        return List.of(confined(), sandbox(), machine(), trusted());
    }

    private Finding confined() {
        String check = "extender confinement";
        if (confinement.isEmpty()) {
            return Finding.skipped(check, "extenders are not governed at the moment");
        }
        ConfinementInfo found = confinement.get();
        return found.available()
                ? Finding.ok(check, found.means())
                : Finding.warn(
                        check,
                        found.reason(),
                        "extenders of publishers whom nobody here trusts stay HELD",
                        "apt-get install bubblewrap, or what the evidence says");
    }

    private Finding sandbox() {
        Path folder = home.resolve(SANDBOX);
        return has(folder, "org.qgate.sandbox")
                ? Finding.ok("extender sandbox", folder.toString())
                : Finding.warn(
                        "extender sandbox",
                        "no org.qgate.sandbox-….jar in " + folder,
                        "a process of an extender has nothing to begin with",
                        "install the distribution again");
    }

    private static boolean has(Path folder, String artifact) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString())
                    .anyMatch(each -> each.startsWith(artifact + "-") && each.endsWith(".jar"));
        } catch (IOException none) {
            return false;
        }
    }

    private Finding machine() {
        Path launcher = java.resolve("bin").resolve("java");
        return Files.isExecutable(launcher)
                ? Finding.ok("extender java", launcher + ", " + Runtime.version())
                : Finding.warn(
                        "extender java",
                        "there is no " + launcher,
                        "a process of an extender needs it",
                        "run the node with a whole Java 17");
    }

    private Finding trusted() {
        List<String> names = new ArrayList<>();
        publishers.forEach(each -> names.add("\"" + each.name() + "\" " + each.trust()));
        String developers = publishers.stream()
                .filter(each -> each.trust().equals("developer"))
                .map(PublisherInfo::keyId)
                .collect(Collectors.joining(" "));
        String evidence = names.isEmpty() ? "none is known" : String.join(", ", names);
        return developers.isEmpty()
                ? Finding.ok(PUBLISHERS, evidence)
                : Finding.warn(
                        PUBLISHERS,
                        evidence,
                        "whatever somebody builds with a developer's key runs on this node",
                        "end extender:dev, or publisher:untrust " + developers);
    }
}
