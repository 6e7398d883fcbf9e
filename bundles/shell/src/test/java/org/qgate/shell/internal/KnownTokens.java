package org.qgate.shell.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.qgate.api.error.LocalError;
import org.qgate.api.error.QGateException;
import org.qgate.api.local.LocalStatus;
import org.qgate.api.local.Tokens;

/** Tokens that are all alike, and a status that a test sets. */
public final class KnownTokens implements Tokens, LocalStatus.Teller {
    public static final String TOKEN = "qgt_once";

    public final List<TokenInfo> made = new ArrayList<>();
    public LocalStatus status = new LocalStatus("127.0.0.1:8443", "ab", Long.MAX_VALUE / 2, "", 3, 1, 0, "");

    @Override
    public String create(String actor, String name, Set<String> scopes, long endsWallMs) {
        if (made.stream().anyMatch(each -> each.name().equals(name))) {
            throw new QGateException(LocalError.BAD_TOKEN_NAME, "taken");
        }
        made.add(new TokenInfo(name, scopes, 1_000, endsWallMs, 0, 0));
        return TOKEN;
    }

    @Override
    public List<TokenInfo> list() {
        return List.copyOf(made);
    }

    @Override
    public void revoke(String actor, String name) {
        if (!made.removeIf(each -> each.name().equals(name))) {
            throw new QGateException(LocalError.NO_TOKEN, "none");
        }
    }

    @Override
    public LocalStatus status() {
        return status;
    }
}
