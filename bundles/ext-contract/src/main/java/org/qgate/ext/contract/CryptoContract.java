package org.qgate.ext.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qgate.ext.Host;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.crypto.Keys;

/** Random bytes, and keys of an extender's own. */
public abstract class CryptoContract extends Contract {
    private static final byte[] HELLO = bytes("hello");

    @Test
    void shouldGiveRandomBytesWithinBoundsAndQuota() {
        Quota few = new Quota(1, 100, 1 << 20, 1, 1_000, 1 << 20, 100, 100);
        Host host = tier().host(allowance("a", few));
        refused(Reason.INVALID, () -> host.random().bytes(0));
        refused(Reason.INVALID, () -> host.random().bytes(65_537));
        assertEquals(65_536, host.random().bytes(65_536).length, "one large amount passes");
        refused(Reason.LIMIT, () -> host.random().bytes(1));
    }

    @Test
    void shouldGiveOtherKeysToOthers() {
        Allowance mine = allowance("a", WIDE);
        Allowance theirs = mine.by("another publisher");
        Set<String> seen = new HashSet<>();
        for (Allowance each : List.of(mine, theirs, allowance("b", WIDE))) {
            Host host = tier().host(each);
            for (String purpose : List.of("one", "two")) {
                seen.add(hex(host.keys().signingKey(purpose)));
                seen.add(hex(host.keys().agreementKey(purpose)));
                seen.add(hex(host.keys().secret(purpose)));
            }
            tier().end(host);
        }
        assertEquals(3 * 2 * 3, seen.size());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void shouldGiveTheSameKeysAgain() {
        Host first = host("a");
        byte[] signing = first.keys().signingKey("one");
        byte[] agreement = first.keys().agreementKey("one");
        byte[] secret = first.keys().secret("one");
        tier().end(first);
        Keys again = host("a").keys();
        assertArrayEquals(signing, again.signingKey("one"));
        assertArrayEquals(agreement, again.agreementKey("one"));
        assertArrayEquals(secret, again.secret("one"));
    }

    @Test
    void shouldSignForItselfAlone() {
        Keys mine = host("a").keys();
        byte[] key = mine.signingKey("one");
        byte[] signature = mine.sign("one", HELLO);
        assertEquals(64, signature.length);
        assertTrue(mine.verify(key, "one", HELLO, signature));
        assertFalse(mine.verify(key, "two", HELLO, signature), "another purpose");
        assertFalse(mine.verify(key, "one", bytes("other"), signature), "another message");
        assertFalse(host("b").keys().verify(key, "one", HELLO, signature), "another extender");
        assertFalse(mine.verify(new byte[32], "one", HELLO, new byte[64]));
        assertFalse(mine.verify(new byte[1], "one", HELLO, new byte[1]));
    }

    @Test
    void shouldAgreeWithAnotherForTheSamePurpose() {
        Keys mine = host("a").keys();
        Keys theirs = host("b").keys();
        byte[] agreed = mine.agree("one", theirs.agreementKey("one"));
        assertEquals(32, agreed.length);
        assertArrayEquals(agreed, theirs.agree("one", mine.agreementKey("one")));
        assertFalse(hex(agreed).equals(hex(mine.agree("one", theirs.agreementKey("two")))));
        refused(Reason.INVALID, () -> mine.agree("one", new byte[32]));
        refused(Reason.INVALID, () -> mine.agree("one", new byte[31]));
    }

    @Test
    void shouldRefuseOtherPurposes() {
        Keys keys = host("a").keys();
        for (String purpose : new String[] {"", "UPPER", "a".repeat(65), "a b", null}) {
            refused(Reason.INVALID, () -> keys.signingKey(purpose));
            refused(Reason.INVALID, () -> keys.secret(purpose));
        }
        refused(Reason.INVALID, () -> keys.sign("one", new byte[(1 << 20) + 1]));
    }
}
