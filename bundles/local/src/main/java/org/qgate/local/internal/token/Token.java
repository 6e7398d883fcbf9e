package org.qgate.local.internal.token;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.qgate.api.local.Tokens.TokenInfo;
import org.qgate.common.json.Json;
import org.qgate.local.internal.http.Admissions.Admission;

/** A token as it is kept: its digest and what it opens, never itself. Thread-safe. */
final class Token implements Admission {
    private final String name;
    private final byte[] digest;
    private final Set<String> scopes;
    private final long createdMs;
    private final long endsMs;
    private final AtomicLong usedMs;
    private final AtomicLong requests;
    private volatile boolean revoked;
    private volatile boolean unsaved;

    Token(String name, byte[] digest, Set<String> scopes, long createdMs, long endsMs, long usedMs, long requests) {
        this.name = name;
        this.digest = digest.clone();
        this.scopes = Set.copyOf(scopes);
        this.createdMs = createdMs;
        this.endsMs = endsMs;
        this.usedMs = new AtomicLong(usedMs);
        this.requests = new AtomicLong(requests);
    }

    /** Reads a record. */
    static Token of(String name, String json) {
        Map<?, ?> fields = (Map<?, ?>) Json.read(json);
        Set<String> scopes = new TreeSet<>();
        ((List<?>) fields.get("scopes")).forEach(scope -> scopes.add((String) scope));
        return new Token(
                name,
                HexFormat.of().parseHex((String) fields.get("digest")),
                scopes,
                (Long) fields.get("createdMs"),
                (Long) fields.get("endsMs"),
                (Long) fields.get("usedMs"),
                (Long) fields.get("requests"));
    }

    String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("digest", HexFormat.of().formatHex(digest));
        fields.put("scopes", List.copyOf(new TreeSet<>(scopes)));
        fields.put("createdMs", createdMs);
        fields.put("endsMs", endsMs);
        fields.put("usedMs", usedMs.get());
        fields.put("requests", requests.get());
        return Json.write(fields);
    }

    byte[] digest() {
        return digest;
    }

    boolean isOver(long nowMs) {
        return endsMs != 0 && endsMs <= nowMs;
    }

    void used(long nowMs) {
        usedMs.set(nowMs);
        requests.incrementAndGet();
        unsaved = true;
    }

    boolean isUnsaved() {
        return unsaved;
    }

    /** What comes later is unsaved again. */
    void saving() {
        unsaved = false;
    }

    void notSaved() {
        unsaved = true;
    }

    void revoke() {
        revoked = true;
    }

    TokenInfo info() {
        return new TokenInfo(name, new TreeSet<>(scopes), createdMs, endsMs, usedMs.get(), requests.get());
    }

    @Override
    public String user() {
        return name;
    }

    @Override
    public Set<String> scopes() {
        return scopes;
    }

    @Override
    public boolean stands() {
        return !revoked;
    }
}
