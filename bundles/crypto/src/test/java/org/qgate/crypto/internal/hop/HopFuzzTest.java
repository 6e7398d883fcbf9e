package org.qgate.crypto.internal.hop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.HopRequest;
import org.qgate.api.crypto.HopTarget;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.Node;
import org.qgate.crypto.internal.SeededRandom;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.sim.Corpus;
import org.qgate.sim.Cost;

/** Whatever comes as CREATE to a relay and as CREATED to a client, as it is and of the one length that they have. */
final class HopFuzzTest {
    private static final Node RELAY = new Node(2);
    private static final HopTarget TARGET = new HopTarget(RELAY.identity.nodeId(), RELAY.identity.onionKeys());
    private static final byte[] CREATE = request().create();
    private static final byte[] CREATED = hops(4).answer(RELAY.identity, CREATE).created();
    private static final List<String> DOCUMENTED = List.of("QG-CRY-0001", "QG-CRY-0002");
    private static final long BASE = 8 << 20;
    private static final long PER_BYTE = 200;

    private static HybridHops hops(long seed) {
        return new HybridHops(new SeededRandom(seed), Ciphers.standard());
    }

    private static HopRequest request() {
        return hops(3).request(TARGET, CellSize.LARGE);
    }

    @FuzzTest
    void shouldAnswerOnlyWhoKnowsTheKeys(byte[] input) {
        Cost.bound(input, BASE, PER_BYTE, () -> check(input));
    }

    private static void check(byte[] input) {
        answered(input);
        answered(Arrays.copyOf(input, HopForm.CREATE));
        finished(input);
        finished(Arrays.copyOf(input, HopForm.CREATED));
    }

    private static void answered(byte[] create) {
        try {
            hops(5).answer(RELAY.identity, create);
            assertArrayEquals(CREATE, create, "nobody could make this");
        } catch (QGateException refused) {
            assertTrue(DOCUMENTED.contains(refused.codeId()), refused::codeId);
        }
    }

    private static void finished(byte[] created) {
        try {
            request().finish(created);
            assertArrayEquals(CREATED, created, "the relay did not answer this");
        } catch (QGateException refused) {
            assertTrue(DOCUMENTED.contains(refused.codeId()), refused::codeId);
        }
    }

    @Test
    void shouldHoldForMutations() {
        Corpus.of(getClass(), "shouldAnswerOnlyWhoKnowsTheKeys").mutate(200, HopFuzzTest::check);
    }

    @Test
    void shouldKeepItsInputs() {
        Corpus.of(getClass(), "shouldAnswerOnlyWhoKnowsTheKeys").keeps(Map.of("create", CREATE, "created", CREATED));
    }
}
