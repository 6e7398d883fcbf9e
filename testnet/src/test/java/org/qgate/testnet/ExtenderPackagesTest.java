package org.qgate.testnet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.release.SecretKey;
import org.qgate.testnet.trial.ExtenderPackages;
import org.qgate.testnet.trial.MessengerPackages;

/** The packages that trials install pass every check that a node makes. */
final class ExtenderPackagesTest {
    @TempDir
    private Path folder;

    @Test
    void shouldPackWhatNodesTake() throws Exception {
        ExtenderPackages packages = new ExtenderPackages(folder, SecretKey.make(folder.resolve("key")));
        assertTrue(Files.size(packages.caller()) > 0);
        assertTrue(Files.size(packages.echo("1.1.0")) > 0);
    }

    @Test
    void shouldPackTheMessengerForBothTiers() throws Exception {
        MessengerPackages packages = new MessengerPackages(folder, SecretKey.make(folder.resolve("key")));
        assertTrue(Files.size(packages.messenger("1.1.0", "guarded")) > 0);
        assertTrue(Files.size(packages.messenger("1.2.0", "process")) > 0);
        assertTrue(Files.size(packages.archive()) > 0);
    }
}
