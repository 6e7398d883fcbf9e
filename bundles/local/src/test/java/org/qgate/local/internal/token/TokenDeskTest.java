package org.qgate.local.internal.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.error.QGateException;
import org.qgate.api.local.Tokens.TokenInfo;
import org.qgate.api.store.StoreMap;
import org.qgate.local.internal.http.Admissions.Admission;
import org.qgate.sim.store.MemoryStore;

class TokenDeskTest {
    private static final byte[] END = new byte[0];

    private long nowMs = 1_000_000;
    private final Clock clock = new Clock() {
        @Override
        public long wallMs() {
            return nowMs;
        }

        @Override
        public long monoNs() {
            return nowMs * 1_000_000;
        }
    };
    private final Random drawn = new Random(7);
    private final RandomSource random = (out, offset, length) -> {
        byte[] bytes = new byte[length];
        drawn.nextBytes(bytes);
        System.arraycopy(bytes, 0, out, offset, length);
    };
    private final MemoryStore store = new MemoryStore(clock);
    private final StoreMap map = store.namespace("local").map("tokens");
    private final TokenDesk desk = opened();

    private TokenDesk opened() {
        TokenDesk made = new TokenDesk(() -> map, () -> random, clock);
        made.open();
        return made;
    }

    private static void assertCode(String code, Runnable call) {
        assertEquals(code, assertThrows(QGateException.class, call::run).codeId());
    }

    @Test
    void shouldAdmitWhatItMade() {
        String token = desk.create("me", "rng", Set.of("random", "status"), 0);
        assertTrue(token.matches("qgt_[A-Za-z0-9_-]{43}"), token);
        Admission admission = desk.admit(token).orElseThrow();
        assertEquals("rng", admission.user());
        assertEquals(Set.of("random", "status"), admission.scopes());
        assertTrue(opened().admit(token).isPresent());
    }

    @Test
    void shouldAdmitNothingElse() {
        String token = desk.create("me", "rng", Set.of("random"), 0);
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String altered = token.substring(0, i) + other + token.substring(i + 1);
            assertTrue(desk.admit(altered).isEmpty(), altered);
        }
        assertTrue(desk.admit("").isEmpty());
        assertTrue(desk.admit(token + "A").isEmpty());
        assertTrue(new TokenDeskTest().desk.admit(token).isEmpty());
    }

    @Test
    void shouldKeepNoTokenOnlyItsDigest() {
        String token = desk.create("me", "rng", Set.of("random"), 0);
        String kept = new String(map.range(END, END, 10).get(0).value(), StandardCharsets.UTF_8);
        assertFalse(kept.contains(token.substring(4, 20)), kept);
        assertTrue(kept.matches("\\{\"digest\":\"[0-9a-f]{64}\".*"), kept);
    }

    @Test
    void shouldRefuseAtOnceWhatIsRevoked() {
        String token = desk.create("me", "rng", Set.of("random"), 0);
        Admission admitted = desk.admit(token).orElseThrow();
        desk.revoke("me", "rng");
        assertFalse(admitted.stands());
        assertTrue(desk.admit(token).isEmpty());
        assertTrue(opened().admit(token).isEmpty());
        desk.save();
        assertEquals(List.of(), map.range(END, END, 10));
        assertCode("QG-LOC-0003", () -> desk.revoke("me", "rng"));
    }

    @Test
    void shouldRefuseWhatIsOver() {
        String token = desk.create("me", "rng", Set.of("random"), nowMs + 10);
        assertTrue(desk.admit(token).isPresent());
        nowMs += 10;
        assertTrue(desk.admit(token).isEmpty());
    }

    @Test
    void shouldNoteUseRarely() {
        String token = desk.create("me", "rng", Set.of("random"), 0);
        long before = store.commits();
        nowMs += 5;
        for (int i = 0; i < 100; i++) {
            desk.admit(token);
        }
        assertEquals(before, store.commits());
        desk.save();
        desk.save();
        assertEquals(before + 1, store.commits());
        TokenInfo info = opened().list().get(0);
        assertEquals(100, info.requests());
        assertEquals(nowMs, info.usedWallMs());
    }

    @Test
    void shouldNoteUseLaterWhenTheStoreFails() {
        String token = desk.create("me", "rng", Set.of("random"), 0);
        desk.admit(token);
        store.full(true);
        assertThrows(QGateException.class, desk::save);
        store.full(false);
        desk.save();
        assertEquals(1, opened().list().get(0).requests());
    }

    @Test
    void shouldAnswerNothingWhileTheVaultIsLocked() {
        String token = desk.create("me", "rng", Set.of("random"), 0);
        Admission admitted = desk.admit(token).orElseThrow();
        desk.close();
        assertFalse(admitted.stands());
        assertCode("QG-LOC-0006", () -> desk.admit(token));
        assertCode("QG-LOC-0006", desk::list);
        desk.open();
        assertTrue(desk.admit(token).isPresent());
    }

    @Test
    void shouldRefuseNamesScopesAndEndsThatCannotBe() {
        desk.create("me", "rng", Set.of("random"), 0);
        for (String name : List.of("rng", "", "Rng", "a b", "x".repeat(33))) {
            assertCode("QG-LOC-0002", () -> desk.create("me", name, Set.of("random"), 0));
        }
        for (Set<String> scopes : List.of(Set.<String>of(), Set.of(""), Set.of("Random"), Set.of("a b"))) {
            assertCode("QG-LOC-0008", () -> desk.create("me", "other", scopes, 0));
        }
        assertCode("QG-LOC-0008", () -> desk.create("me", "other", Set.of("random"), nowMs));
    }

    @Test
    void shouldBoundHowManyThereAre() {
        for (int i = 0; i < TokenDesk.MOST; i++) {
            desk.create("me", "t" + i, Set.of("random"), 0);
        }
        assertCode("QG-LOC-0008", () -> desk.create("me", "more", Set.of("random"), 0));
        assertEquals(TokenDesk.MOST, opened().list().size());
    }
}
