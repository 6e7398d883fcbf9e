package org.qgate.ext.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qgate.ext.Host;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;

/** Every permission is asked at every call, counted, and can be taken at any moment. */
public abstract class PermissionsContract extends Contract {
    /** What needs each permission; a permission without a line here has no facade. */
    private void use(Permission permission, Host host) {
        switch (permission) {
            case LOG_WRITE -> host.log().info("a line");
            case TIME_READ -> host.time().wallMs();
            case EVENT_SUBSCRIBE -> host.events().subscribe("a/b", event -> {});
            case EVENT_PUBLISH -> host.events().publish("b", Map.of());
            case STORE_USE -> host.space().get("map", new byte[1]);
            case RANDOM_READ -> host.random().bytes(1);
            case CRYPTO_AGREE -> host.keys().agreementKey("some");
            case CRYPTO_SIGN -> host.keys().signingKey("some");
            case NODE_INFO -> host.node().nodeId();
            case NET_DIAL -> host.net().nodes("a/b");
            case NET_ACCEPT -> host.net().serve("a/b", (caller, request) -> request);
            default -> throw new AssertionError("no test for " + permission);
        }
    }

    private static Set<Permission> available() {
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        Arrays.stream(Permission.values()).filter(Permission::available).forEach(all::add);
        return all;
    }

    private static Allowance only(Set<Permission> granted) {
        return allowance("a", WIDE, granted, "a/b").providing("a/b");
    }

    @Test
    void shouldRefuseAndCountWhatWasNotGranted() {
        Host host = tier().host(only(Set.of()));
        for (Permission each : available()) {
            assertFalse(host.granted(each));
            RefusedException refusal = refused(Reason.DENIED, () -> use(each, host));
            assertEquals(Optional.of(each), refusal.permission());
            assertEquals(1, use("a", each).refusals(), each.id());
            assertTrue(use("a", each).lastRefusalWallMs() > 0);
            assertEquals(0, use("a", each).uses());
        }
    }

    @Test
    void shouldAllowAndCountWhatWasGranted() {
        for (Permission each : available()) {
            Host host = tier().host(only(Set.of(each)));
            assertTrue(host.granted(each));
            use(each, host);
            assertTrue(use("a", each).uses() > 0, each.id());
            assertEquals(0, use("a", each).refusals(), each.id());
            tier().end(host);
        }
    }

    @Test
    void shouldTakeAndGiveAPermissionAtOnce() {
        Host host = tier().host(only(available()));
        for (Permission each : available()) {
            use(each, host);
            Set<Permission> others = available();
            others.remove(each);
            tier().change(host, only(others));
            refused(Reason.DENIED, () -> use(each, host));
            tier().change(host, only(available()));
            use(each, host);
        }
    }

    @Test
    void shouldRefuseEverythingAfterItsEnd() {
        Host host = tier().host(only(available()));
        tier().end(host);
        for (Permission each : available()) {
            assertFalse(host.granted(each));
            refused(Reason.CLOSED, () -> use(each, host));
        }
        refused(Reason.CLOSED, () -> host.tasks().run(() -> {}));
        refused(Reason.CLOSED, () -> host.settings().text("any"));
    }

    @Test
    void shouldKeepToTheScope() {
        Host host = host("a", "a/b");
        host.net().nodes("a/b");
        refused(Reason.DENIED, () -> host.net().nodes("a/c"));
        refused(Reason.DENIED, () -> host.events().subscribe("a/c", event -> {}));
        refused(Reason.DENIED, () -> host.events().publish("c", Map.of()));
        refused(Reason.DENIED, () -> host.net().serve("a/b", (caller, request) -> request)); // it provides nothing
    }

    @Test
    void shouldSayWhoItIs() {
        Host host = host("a");
        assertEquals("a", host.id());
        assertEquals("1.0.0", host.version());
        assertEquals(tier().node(), host.node().nodeId());
        assertTrue(host.node().reachable());
        assertFalse(host.node().version().isEmpty());
        assertTrue(host.time().wallMs() > 0);
        long before = host.time().monoNs();
        assertTrue(host.time().monoNs() >= before);
    }
}
