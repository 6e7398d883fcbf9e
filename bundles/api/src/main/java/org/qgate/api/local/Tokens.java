package org.qgate.api.local;

import java.util.List;
import java.util.Set;
import org.qgate.api.error.QGateException;

/** What lets programs of this machine in. Only a digest of each token is kept. Blocking; thread-safe. */
public interface Tokens {
    /**
     * Makes a token.
     *
     * @param name 1 to 32 characters of {@code a-z 0-9 -}
     * @param scopes at least one, such as {@code random}
     * @param endsWallMs 0 for never
     * @return the token, shown once
     * @throws QGateException QG-LOC-0002 when the name is taken or not allowed
     */
    String create(String actor, String name, Set<String> scopes, long endsWallMs);

    /** Returns all, by name. */
    List<TokenInfo> list();

    /**
     * Refuses a token from now on.
     *
     * @throws QGateException QG-LOC-0003 when there is none of that name
     */
    void revoke(String actor, String name);

    /** A token, without itself. */
    record TokenInfo(
            String name, Set<String> scopes, long createdWallMs, long endsWallMs, long usedWallMs, long requests) {}
}
