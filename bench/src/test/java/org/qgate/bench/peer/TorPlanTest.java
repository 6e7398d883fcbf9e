package org.qgate.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The private Tor network as files. */
final class TorPlanTest {
    private static final String KEY = "A".repeat(40);
    private static final String FINGERPRINT = "B".repeat(40);

    private static TorPlan plan(List<Integer> advertised, String... extra) {
        return new TorPlan(Path.of("/x"), List.of(9000, 9001, 9011, 9012, 9013, 9014), advertised, List.of(extra));
    }

    private static List<String> lines(TorPlan plan, int node) {
        return plan.torrc(node, KEY, FINGERPRINT).lines().toList();
    }

    @Test
    void shouldGiveEveryNodeItsRole() {
        TorPlan plan = plan(List.of(9011, 9012, 9013, 9014));
        assertTrue(lines(plan, 0).contains("SocksPort 127.0.0.1:9000"));
        assertFalse(plan.torrc(0, KEY, FINGERPRINT).contains("ORPort"));
        assertTrue(lines(plan, 1).containsAll(List.of("V3AuthoritativeDirectory 1", "ExitRelay 0", "SocksPort 0")));
        assertTrue(lines(plan, 2).containsAll(List.of("ORPort 127.0.0.1:9012", "ExitRelay 0")));
        for (int exit : new int[] {3, 4}) {
            assertTrue(lines(plan, exit).containsAll(List.of("ExitRelay 1", "ExitPolicyRejectPrivate 0")));
            assertFalse(lines(plan, exit).contains("AuthoritativeDirectory 1"));
        }
    }

    @Test
    void shouldKnowOneAuthorityOnLoopbackOnly() {
        TorPlan plan = plan(List.of(9011, 9012, 9013, 9014));
        for (int node = 0; node < TorPlan.NODES; node++) {
            List<String> lines = lines(plan, node);
            assertTrue(lines.contains("TestingTorNetwork 1"));
            assertTrue(lines.contains("DataDirectory /x/tor-" + node));
            assertEquals(
                    List.of("DirAuthority n1 orport=9011 no-v2 v3ident=" + KEY + " 127.0.0.1:9001 " + FINGERPRINT),
                    lines.stream()
                            .filter(line -> line.startsWith("DirAuthority"))
                            .toList());
            assertTrue(lines.stream()
                    .filter(line -> line.matches("(OR|Dir|Socks)Port .*:.*"))
                    .allMatch(line -> line.contains(" 127.0.0.1:")));
        }
    }

    @Test
    void shouldAdvertiseWhatStandsBefore() {
        TorPlan plan = plan(List.of(8011, 8012, 8013, 8014));
        assertTrue(lines(plan, 3)
                .containsAll(List.of("ORPort 127.0.0.1:8013 NoListen", "ORPort 127.0.0.1:9013 NoAdvertise")));
        assertTrue(plan.torrc(0, KEY, FINGERPRINT).contains("orport=8011 "), "the authority too is behind it");
    }

    @Test
    void shouldAddOptionsToEveryNode() {
        TorPlan plan = plan(List.of(9011, 9012, 9013, 9014), "Schedulers Vanilla");
        for (int node = 0; node < TorPlan.NODES; node++) {
            assertTrue(lines(plan, node).contains("Schedulers Vanilla"));
        }
    }
}
