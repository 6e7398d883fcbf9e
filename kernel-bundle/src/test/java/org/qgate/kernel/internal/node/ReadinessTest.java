package org.qgate.kernel.internal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.base.HealthState;
import org.qgate.api.base.Installation;
import org.qgate.api.vault.KeyPlace;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultState;
import org.qgate.api.vault.VaultStatus;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.kernel.internal.SimArchive;
import org.qgate.kernel.internal.directory.NetworkFile;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimWorld;

/** A node says what it waits for, one after the other, and joins when all is there. */
final class ReadinessTest {
    @TempDir
    private Path etc;

    private final SimHost host = new SimWorld(20261124).host("10.0.0.1");
    private final CryptoProvider crypto = new CryptoProvider(host.random(), host.state(), host.clock());
    private final Neighbourhood others = Neighbourhood.of(host.current());
    private final Condition condition = new Condition(host.health(), host.clock());
    private final NodeSettings settings = NodeSettings.read(Map.of("link_listen", "10.0.0.1:4270"));

    private boolean ready() {
        Installation here = new Installation() {
            @Override
            public String version() {
                return "1";
            }

            @Override
            public Path etc() {
                return etc;
            }

            @Override
            public List<CoreBundle> coreBundles() {
                return List.of();
            }
        };
        Bedrock bedrock = new Bedrock(
                host.ports(), host.clock(), host.scheduler(), host.health(), host.audit(), host.state(), here);
        return new Readiness(bedrock, others, new BanList(SimArchive.of(host)), condition)
                .look(settings)
                .isPresent();
    }

    /** A vault of which only the state is asked. */
    private static Vault vault(VaultState state) {
        VaultStatus status = new VaultStatus(state, "", 0, 0, "", KeyPlace.values()[0], false, false, "", null);
        return (Vault) Proxy.newProxyInstance(
                Vault.class.getClassLoader(), new Class<?>[] {Vault.class}, (proxy, method, arguments) -> {
                    assertEquals("status", method.getName());
                    return status;
                });
    }

    private void assertWaits(String what, String code) {
        assertTrue(!ready());
        assertTrue(condition.waitingFor().startsWith("waiting for " + what), condition.waitingFor());
        assertEquals(
                HealthState.TEMPORARILY_UNAVAILABLE, host.health().of("kernel").state());
        assertEquals(code, host.health().of("kernel").code());
    }

    @Test
    void shouldSayWhatItWaitsForUntilAllIsThere() throws Exception {
        others.vault().set(vault(VaultState.ABSENT));
        assertWaits("the vault: there is none yet", "QG-VLT-0001");
        others.vault().set(vault(VaultState.LOCKED));
        assertWaits("the vault: it is locked", "QG-VLT-0002");
        others.vault().set(vault(VaultState.UNLOCKED));
        assertWaits("the cryptography", "QG-BAS-0007");
        others.crypto().set(crypto);
        assertWaits("the store", "QG-BAS-0007");
        others.store().set(host.store());
        assertWaits("etc/network.json", "QG-KRN-0001");
        Files.write(
                etc.resolve("network.json"),
                NetworkFile.found(
                        "a-network",
                        crypto.identity("a-network"),
                        settings.links().advertised(),
                        settings.links().suite(crypto.recommendedSuite()),
                        host.clock().wallMs()));
        assertTrue(ready());
    }
}
