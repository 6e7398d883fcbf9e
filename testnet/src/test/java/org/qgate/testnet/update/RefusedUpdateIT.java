package org.qgate.testnet.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.client.NodeShell;
import org.qgate.common.json.Json;
import org.qgate.release.SecretKey;
import org.qgate.testnet.trial.BundleCopy;
import org.qgate.testnet.trial.Packages;

/** What a real node does not let into office: each refusal has a code of its own and says which command would be right. */
@ExtendWith(UpdateNetwork.Shared.class)
@Timeout(120)
final class RefusedUpdateIT {
    private static final int WILL_NOT_HELP = 2;

    private final UpdateNetwork network;

    @TempDir
    private Path folder;

    private List<Object> before;

    RefusedUpdateIT(UpdateNetwork network) {
        this.network = network;
    }

    @BeforeEach
    void remember() {
        before = standing();
    }

    /** What is in office and how many updates there were; a probation may end meanwhile. */
    private List<Object> standing() {
        Map<?, ?> document = network.nodes().client().json("node:versions --json");
        List<Object> standing = new ArrayList<>();
        for (Object each : (List<?>) document.get("versions")) {
            Map<?, ?> version = (Map<?, ?>) each;
            if (!version.get("standing").equals("PREVIOUS")) {
                standing.add(List.of(version.get("bundle"), version.get("version"), version.get("sha256")));
            }
        }
        standing.add(((List<?>) document.get("updates")).size());
        return standing;
    }

    @AfterEach
    void shouldHaveChangedNothing() {
        assertEquals(before, standing());
    }

    private NodeShell.Result update(String arguments) {
        return network.nodes().client().exec("node:update " + arguments);
    }

    private void refused(String code, String advice, Object arguments) {
        NodeShell.Result plain = update(arguments.toString());
        assertEquals(WILL_NOT_HELP, plain.exitCode(), plain::toString);
        assertTrue(plain.stderr().contains(code) && plain.stderr().contains(advice), plain::toString);
        NodeShell.Result dry = update("--dry-run " + arguments);
        assertEquals(WILL_NOT_HELP, dry.exitCode(), dry::toString);
        assertTrue(dry.stderr().contains(code), dry::toString);
    }

    private Path later() throws IOException {
        return network.packages().later("shell");
    }

    @Test
    void shouldRefuseWhatTheReleaseKeyDidNotSign() throws Exception {
        refused(
                "QG-UPD-0001",
                "./qgate release",
                new PackageFile(later()).unsigned().write());
        SecretKey stranger = SecretKey.make(folder.resolve("stranger.key"));
        BundleCopy bundle =
                network.packages().shipped("shell").version(network.packages().nextVersion());
        refused("QG-UPD-0002", "bin/qgate version", network.packages().packed(bundle, stranger));
        refused(
                "QG-UPD-0003",
                "Fetch the package again",
                new PackageFile(later()).altered().write());
    }

    @Test
    void shouldRefuseWhatDoesNotFitThisNode() throws Exception {
        refused(
                "QG-UPD-0006",
                "newer distribution",
                new PackageFile(later()).saying("epoch", 2L).write());
        refused(
                "QG-UPD-0006",
                "newer distribution",
                new PackageFile(later())
                        .saying("runtime", Map.of("tier", "core", "api", "[9.0,10.0)"))
                        .write());
        refused("QG-UPD-0005", "bin/qgate upgrade", "transport");
        refused("QG-UPD-0009", "node:versions", "nonsense");
    }

    @Test
    void shouldRefuseOlderAndOtherContentOfTheSameVersion() throws Exception {
        Path older =
                network.packages().packed(network.packages().shipped("shell").version("0.0.9"), Packages.releaseKey());
        refused("QG-UPD-0004", "--allow-downgrade", older);
        Path other = network.packages()
                .packed(network.packages().shipped("shell").header("Bundle-Name", "another"), Packages.releaseKey());
        refused("QG-UPD-0007", "ask the publisher", other);
    }

    @Test
    void shouldSayWhatItWouldDo() throws Exception {
        Path older =
                network.packages().packed(network.packages().shipped("shell").version("0.0.8"), Packages.releaseKey());
        NodeShell.Result plan = update("--dry-run --json --allow-downgrade " + older);
        assertEquals(0, plan.exitCode(), plan::toString);
        assertTrue(Json.read(plan.stdout()) instanceof Map<?, ?>, plan::toString);
        assertTrue(plan.stdout().contains("0.0.8"), plan::toString);
    }
}
