package org.qgate.local.internal.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.error.LocalError;
import org.qgate.api.error.QGateException;
import org.qgate.api.local.Tokens;
import org.qgate.api.store.Row;
import org.qgate.api.store.StoreMap;
import org.qgate.local.internal.http.Admissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes tokens of 256 random bits, keeps their SHA-256 digests in the store, and knows them in memory while the vault is
 * unlocked, so that an update of the store refuses nobody. Thread-safe.
 */
public final class TokenDesk implements Tokens, Admissions {
    /** So many are kept at most. */
    static final int MOST = 64;

    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.local");
    private static final int RANDOM_BYTES = 32;
    /** What a token begins with, so that it is recognised where it does not belong. */
    private static final String MARK = "qgt_";

    private static final int LENGTH = MARK.length() + 43;
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern SCOPE = Pattern.compile("[a-z][a-z0-9:-]{0,31}");
    private static final byte[] END = new byte[0];

    private final Supplier<StoreMap> map;
    private final Supplier<RandomSource> random;
    private final Clock clock;
    /** Null while nothing is known. */
    private volatile Map<String, Token> known;

    /**
     * Makes one that knows nothing yet.
     *
     * @param map where tokens are kept; waits for the store, and throws when there is none
     */
    public TokenDesk(Supplier<StoreMap> map, Supplier<RandomSource> random, Clock clock) {
        this.map = map;
        this.random = random;
        this.clock = clock;
    }

    /** Reads what is kept; nothing happens when that was done. Blocking. */
    public synchronized void open() {
        if (known != null) {
            return;
        }
        Map<String, Token> read = new TreeMap<>();
        for (Row row : map.get().range(END, END, MOST)) {
            String name = new String(row.key(), UTF_8);
            read.put(name, Token.of(name, new String(row.value(), UTF_8)));
        }
        known = read;
    }

    /** Whether tokens can be looked up. */
    public boolean isOpen() {
        return known != null;
    }

    /** Forgets all: the vault is locked. */
    public synchronized void close() {
        if (known != null) {
            known.values().forEach(Token::revoke);
        }
        known = null;
    }

    /** Keeps when tokens were used last. Blocking; to be called about once a minute. */
    public synchronized void save() {
        if (known == null) {
            return;
        }
        for (Token token : known.values()) {
            if (token.isUnsaved()) {
                token.saving();
                try {
                    map.get().put(token.user().getBytes(UTF_8), token.json().getBytes(UTF_8));
                } catch (RuntimeException notNow) {
                    token.notSaved();
                    throw notNow;
                }
            }
        }
    }

    @Override
    public synchronized String create(String actor, String name, Set<String> scopes, long endsWallMs) {
        check(name, scopes, endsWallMs);
        byte[] secret = random.get().bytes(RANDOM_BYTES);
        String text = MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Arrays.fill(secret, (byte) 0);
        Token token = new Token(name, digest(text), scopes, clock.wallMs(), endsWallMs, 0, 0);
        if (!map.get()
                .replace(name.getBytes(UTF_8), Optional.empty(), token.json().getBytes(UTF_8))) {
            throw new QGateException(LocalError.BAD_TOKEN_NAME, "there is a token '" + name + "' already");
        }
        Map<String, Token> next = new TreeMap<>(opened());
        next.put(name, token);
        known = next;
        LOG.info("Token '{}' was made by {}", name, actor);
        return text;
    }

    private void check(String name, Set<String> scopes, long endsWallMs) {
        Map<String, Token> now = opened();
        if (!NAME.matcher(name).matches()) {
            throw new QGateException(LocalError.BAD_TOKEN_NAME, "a name is 1 to 32 of a-z 0-9 -");
        }
        if (now.containsKey(name)) {
            throw new QGateException(LocalError.BAD_TOKEN_NAME, "there is a token '" + name + "' already");
        }
        if (scopes.isEmpty()
                || scopes.size() > 16
                || !scopes.stream().allMatch(each -> SCOPE.matcher(each).matches())) {
            throw new QGateException(
                    LocalError.BAD_REQUEST, "a token has 1 to 16 scopes of a-z 0-9 : -, not " + scopes);
        }
        if (endsWallMs != 0 && endsWallMs <= clock.wallMs()) {
            throw new QGateException(LocalError.BAD_REQUEST, "the end of a token lies in the future");
        }
        if (now.size() >= MOST) {
            throw new QGateException(LocalError.BAD_REQUEST, "there are " + MOST + " tokens: revoke one first");
        }
    }

    @Override
    public List<TokenInfo> list() {
        return opened().values().stream().map(Token::info).toList();
    }

    @Override
    public synchronized void revoke(String actor, String name) {
        Map<String, Token> next = new TreeMap<>(opened());
        Token gone = next.remove(name);
        if (gone == null) {
            throw new QGateException(LocalError.NO_TOKEN, "no token '" + name + "'");
        }
        map.get().remove(name.getBytes(UTF_8));
        gone.revoke();
        known = next;
        LOG.info("Token '{}' was revoked by {}", name, actor);
    }

    private Map<String, Token> opened() {
        Map<String, Token> now = known;
        if (now == null) {
            throw new QGateException(LocalError.NOT_READY, "the store is not open, where tokens are kept");
        }
        return now;
    }

    /** Compares with every token, each time to the end: how long that takes says nothing of how near a guess was. */
    @Override
    public Optional<Admission> admit(String text) {
        Map<String, Token> now = opened();
        if (text.length() != LENGTH || !text.startsWith(MARK)) {
            return Optional.empty();
        }
        byte[] digest = digest(text);
        Token found = null;
        for (Token each : now.values()) {
            if (MessageDigest.isEqual(digest, each.digest())) {
                found = each;
            }
        }
        long wallMs = clock.wallMs();
        if (found == null || found.isOver(wallMs)) {
            return Optional.empty();
        }
        found.used(wallMs);
        return Optional.of(found);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
