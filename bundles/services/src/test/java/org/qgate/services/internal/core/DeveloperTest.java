package org.qgate.services.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.services.internal.core.FakePackages.version;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.base.HealthState;
import org.qgate.qsx.refuse.RefusedPackageException;
import org.qgate.qsx.sign.PublisherKey;

/** Keys of those who work on extenders on this machine: trusted, and never quietly. */
final class DeveloperTest {
    private static final PublisherKey KEY = FakePackages.key(3);

    @TempDir
    private Path folder;

    private Node node;

    @BeforeEach
    void boot() {
        node = new Node(folder);
    }

    private String trust() {
        return node.desk.publishers().stream()
                .filter(each -> each.keyId().equals(KEY.id()))
                .findFirst()
                .orElseThrow()
                .trust();
    }

    private String health() {
        return node.health.reports().stream()
                .filter(each -> each.subsystem().equals("extenders"))
                .map(each -> each.state() + " " + each.code())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldTrustLoudlyUntilItIsTakenBack() {
        assertEquals(
                "developer", node.desk.develop(node.file(KEY.encode()), "op").trust());
        assertEquals(HealthState.WARN + " QG-EXT-0027", health());
        FakePackages.Draft draft = version("1.0.0.dev1").publisher(3);
        assertEquals("developer", node.desk.check(node.file(draft.pack())).trust());
        assertEquals("LIVE", node.install(draft, Node.ALL).outcome());
        assertTrue(node.info().tierReason().contains("DEVELOPER"), node.info().tierReason());
        assertEquals(
                "LIVE",
                node.install(version("1.0.0.dev2").publisher(3), Node.ALL).outcome());
        node.restart();
        assertEquals("developer", trust());
        node.desk.untrust(KEY.id(), "op");
        assertEquals("untrusted", trust());
        assertEquals("HELD", node.info().state());
        assertEquals(
                "developer", node.desk.develop(node.file(KEY.encode()), "op").trust(), "again");
    }

    @Test
    void shouldLeaveWhoIsTrustedAlreadyAsItIs() {
        String first = FakePackages.key(1).id();
        node.desk.develop(node.file(FakePackages.key(1).encode()), "op");
        assertEquals(
                "first-party",
                node.desk.publishers().stream()
                        .filter(each -> each.keyId().equals(first))
                        .findFirst()
                        .orElseThrow()
                        .trust());
        node.desk.trust(node.file(KEY.encode()), KEY.fingerprint(), "op");
        assertEquals("trusted", node.desk.develop(node.file(KEY.encode()), "op").trust());
        assertEquals("trusted", trust());
    }

    @Test
    void shouldBecomeTrustedWhenItsFingerprintIsCompared() {
        node.desk.develop(node.file(KEY.encode()), "op");
        assertEquals(
                "trusted",
                node.desk
                        .trust(node.file(KEY.encode()), KEY.fingerprint(), "op")
                        .trust());
    }

    @Test
    void shouldTakeKeysOnly() {
        assertThrows(RefusedPackageException.class, () -> node.desk.develop(node.file(new byte[] {1}), "op"));
    }
}
