package org.qgate.services.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.extender.Consent;
import org.qgate.api.extender.ExtenderChange;
import org.qgate.ext.Level;
import org.qgate.ext.Permission;
import org.qgate.gate.Permit;
import org.qgate.qsx.manifest.Difference;
import org.qgate.qsx.manifest.ManifestReader;
import org.qgate.qsx.manifest.Quota;
import org.qgate.qsx.manifest.ServiceManifest;

/**
 * Over generated pairs of manifests and whatever an operator says: nothing that is wider goes live without consent, and
 * nothing that was not agreed to is granted. {@code -Dqgate.seed} repeats a run.
 */
final class ConsentPropertyTest {
    private static final int PAIRS = 400;
    private static final List<Permission> PLAIN =
            List.of(Permission.LOG_WRITE, Permission.TIME_READ, Permission.STORE_USE, Permission.RANDOM_READ);
    private static final List<Permission> SCOPED =
            List.of(Permission.NET_DIAL, Permission.NET_ACCEPT, Permission.EVENT_SUBSCRIBE, Permission.EVENT_PUBLISH);

    private final long seed = Long.getLong("qgate.seed", 20261120);
    private final Random random = new Random(seed);

    @TempDir
    private Path folder;

    private FakePackages.Draft draft(String version) {
        FakePackages.Draft draft = FakePackages.version(version);
        for (Permission each : PLAIN) {
            if (random.nextInt(3) == 0) {
                draft.asks(random.nextInt(3) == 0, each, List.of());
            }
        }
        for (Permission each : SCOPED) {
            if (random.nextInt(2) == 0) {
                draft.asks(random.nextInt(3) == 0, each, scope());
            }
        }
        if (random.nextInt(4) == 0) {
            draft.quota(Map.of(Quota.Item.THREADS, 1L + random.nextInt(8)));
        }
        return random.nextInt(8) == 0 ? draft.price("a price") : draft;
    }

    private List<String> scope() {
        List<String> scope = new ArrayList<>(List.of("a/" + random.nextInt(2)));
        if (random.nextBoolean()) {
            scope.add("b/" + random.nextInt(2));
        }
        return scope;
    }

    private Consent consent() {
        Set<String> granted = new HashSet<>();
        SCOPED.stream().filter(each -> random.nextBoolean()).forEach(each -> granted.add(each.id()));
        return new Consent(random.nextBoolean(), granted, false);
    }

    private static Permit permit(Node node) {
        return node.gate.serving(Node.ID).permit;
    }

    private static boolean covers(Permit wider, Permit permit) {
        return permit.grants().entrySet().stream()
                .allMatch(each -> wider.grants().containsKey(each.getKey())
                        && wider.grants().get(each.getKey()).containsAll(each.getValue()));
    }

    @Test
    void shouldNeverGoWiderWithoutConsent() {
        int held = 0;
        int wider = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            String when = "seed " + seed + ", pair " + pair;
            Node node = new Node(folder);
            FakePackages.Draft from = draft("1.0.0");
            FakePackages.Draft to = draft("2.0.0");
            node.install(from, Node.ALL);
            Permit before = permit(node);
            Difference difference =
                    Difference.between(ManifestReader.read(from.pack()), ManifestReader.read(to.pack()));
            ExtenderChange silent = node.install(to, Consent.NONE);
            assertEquals(difference.isWider() ? "HELD" : "LIVE", silent.outcome(), when);
            assertTrue(covers(before, permit(node)), when);
            if (difference.isWider()) {
                wider++;
                held += afterSaying(node, before, ManifestReader.read(to.pack()), when);
            }
        }
        assertTrue(wider > PAIRS / 4 && wider < PAIRS, wider + " of " + PAIRS + " are wider");
        assertTrue(held > 0 && held < wider, held + " of " + wider + " stay held");
    }

    /** What is granted beyond what was before was named, or is of the level that is granted by agreeing at all. */
    private int afterSaying(Node node, Permit before, ServiceManifest to, String when) {
        Consent said = consent();
        ExtenderChange change = node.change(node.desk.approve(Node.ID, said, "op"));
        Permit now = permit(node);
        if (!change.outcome().equals("LIVE")) {
            assertEquals("HELD", change.outcome(), when);
            assertEquals(before, now, when);
            return 1;
        }
        assertTrue(said.everything(), when);
        to.permissions().stream()
                .filter(each -> !each.optional())
                .forEach(each -> assertEquals(
                        each.scope(), now.grants().get(each.permission()), when + ": lives without " + each));
        now.grants().forEach((permission, scope) -> {
            Set<String> had = before.grants().get(permission);
            boolean same = had != null && had.containsAll(scope);
            boolean named = said.granted().contains(permission.id());
            assertTrue(same || named || permission.level() == Level.NORMAL, when + ": " + permission + scope);
        });
        return 0;
    }

    @Test
    void shouldNeverGrantWhatIsDenied() {
        for (int pair = 0; pair < PAIRS / 4; pair++) {
            Node node = new Node(folder);
            node.install(draft("1.0.0").id(Node.ID), Node.ALL);
            List<Permission> asked = List.copyOf(permit(node).grants().keySet());
            if (asked.isEmpty()) {
                continue;
            }
            Permission denied = asked.get(random.nextInt(asked.size()));
            node.desk.revoke(Node.ID, denied.id(), "op");
            node.install(draft("2.0.0"), Node.ALL);
            assertFalse(permit(node).allows(denied), "seed " + seed + ", pair " + pair + ": " + denied);
        }
    }
}
