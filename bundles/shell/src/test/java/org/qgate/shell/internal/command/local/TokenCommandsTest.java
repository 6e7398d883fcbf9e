package org.qgate.shell.internal.command.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.local.LocalStatus;
import org.qgate.shell.internal.KnownTokens;
import org.qgate.shell.internal.ShellBench;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.command.NodeStatusCommand;

final class TokenCommandsTest {
    private final ShellBench bench = new ShellBench().bind();
    private final KnownTokens tokens = bench.bindTokens();

    private int json(NodeCommand command) {
        return command.run(bench.services, bench.page(false, true));
    }

    private static TokenCreateCommand create(String name, int days) {
        TokenCreateCommand command = new TokenCreateCommand();
        command.name = name;
        command.scopes = List.of("status", "random");
        command.days = days;
        return command;
    }

    @Test
    void shouldShowATokenOnceAndNameItInTheAudit() {
        assertEquals(0, json(create("rng", 0)), bench.err());
        assertEquals(KnownTokens.TOKEN, bench.document().get("token"));
        assertEquals(List.of("random", "status"), bench.document().get("scopes"));
        assertEquals("127.0.0.1:8443", bench.document().get("address"));
        String audit = bench.host.audit().lines().toString();
        assertTrue(audit.contains("token:create, detail=rng random status, outcome=ok"), audit);
        assertFalse(audit.contains(KnownTokens.TOKEN), audit);
        assertEquals(0, json(new TokenListCommand()), bench.err());
        assertEquals(1, ((List<?>) bench.document().get("tokens")).size());
        assertFalse(bench.document().toString().contains(KnownTokens.TOKEN));
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertEquals(0, json(create("rng", 0)));
        assertEquals(2, json(create("rng", 0)));
        assertTrue(bench.host.audit().lines().toString().contains("QG-LOC-0002"));
        assertEquals(64, json(create("other", -1)));
        assertEquals(64, json(create("other", 4_000)));
        TokenRevokeCommand revoke = new TokenRevokeCommand();
        revoke.name = "none";
        assertEquals(2, json(revoke));
    }

    @Test
    void shouldEndInDays() {
        assertEquals(0, json(create("rng", 2)));
        assertEquals(
                bench.host.clock().wallMs() + 2 * 24L * 3_600 * 1_000,
                tokens.made.get(0).endsWallMs());
    }

    @Test
    void shouldRevokeByName() {
        json(create("rng", 0));
        TokenRevokeCommand revoke = new TokenRevokeCommand();
        revoke.name = "rng";
        assertEquals(0, json(revoke), bench.err());
        assertEquals(List.of(), tokens.made);
    }

    @Test
    void shouldTellOfTheDoorsInTheStatus() {
        tokens.status = new LocalStatus("127.0.0.1:8443", "abcd", 86_400_000L, "/run/q/random", 7, 2, 4_096, "");
        assertEquals(0, new NodeStatusCommand().run(bench.services, bench.page(true, false)), bench.err());
        assertTrue(bench.out().contains("https://127.0.0.1:8443, 7 requests, 2 refused"), bench.out());
        assertTrue(bench.out().contains("SHA-256 abcd until 1970-01-02T00:00:00Z"), bench.out());
        assertTrue(bench.out().contains("/run/q/random, 4.0 KiB written"), bench.out());
        assertEquals(0, json(new NodeStatusCommand()));
        assertEquals("abcd", ((Map<?, ?>) bench.document().get("local")).get("fingerprint"));
    }
}
