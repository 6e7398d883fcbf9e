package org.qgate.crypto.internal.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.qgate.api.base.StateFolder;
import org.qgate.api.crypto.DerivedKeys;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.error.CryptoError;
import org.qgate.api.error.QGateException;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.EdDsa;
import org.qgate.crypto.internal.primitive.Hkdf;
import org.qgate.crypto.internal.primitive.MlDsaKey;
import org.qgate.crypto.internal.primitive.X25519Pair;

/**
 * Keys derived from 32 random bytes that are made when they are first needed and lie in the sealed folder. Nothing is kept
 * between calls, so a locked vault leaves nothing here. Thread-safe.
 */
public final class DerivingKeys implements DerivedKeys {
    private static final String FILE = "crypto/derive.key";
    private static final int SECRET = 32;
    private static final String SALT = "qgate 1 derived keys";

    private final StateFolder state;
    private final RandomSource random;
    private final Runnable guard;

    /** @param guard throws while no key may be used */
    public DerivingKeys(StateFolder state, RandomSource random, Runnable guard) {
        this.state = state;
        this.random = random;
        this.guard = guard;
    }

    @Override
    public byte[] signingKey(byte[]... context) {
        return with("signing", context, EdDsa::open);
    }

    @Override
    public byte[] sign(byte[] message, byte[]... context) {
        return with("signing", context, seed -> EdDsa.sign(seed, message));
    }

    @Override
    public boolean verify(byte[] signingKey, byte[] message, byte[] signature) {
        return EdDsa.verify(signingKey, message, signature);
    }

    @Override
    public byte[] agreementKey(byte[]... context) {
        return pair(context, X25519Pair::open);
    }

    @Override
    public byte[] agree(byte[] otherKey, byte[]... context) {
        return pair(context, pair -> pair.agree(otherKey));
    }

    private byte[] pair(byte[][] context, Function<X25519Pair, byte[]> use) {
        return with("agreement", context, secret -> {
            X25519Pair pair = X25519Pair.of(secret);
            try {
                return use.apply(pair);
            } finally {
                pair.wipe();
            }
        });
    }

    @Override
    public byte[] secret(byte[]... context) {
        return with("secret", context, byte[]::clone);
    }

    @Override
    public byte[] dualKey(byte[]... context) {
        return dual(context, key -> Bytes.join(key.ed25519(), key.mlDsa()));
    }

    @Override
    public byte[] signDual(String domain, byte[] message, byte[]... context) {
        return dual(context, key -> key.sign(domain, message, random));
    }

    @Override
    public boolean verifyDual(byte[] dualKey, String domain, byte[] message, byte[] signature) {
        return dualKey.length == EdDsa.KEY + MlDsaKey.OPEN
                && DualKey.verify(
                        Arrays.copyOf(dualKey, EdDsa.KEY),
                        Arrays.copyOfRange(dualKey, EdDsa.KEY, dualKey.length),
                        domain,
                        message,
                        signature);
    }

    private byte[] dual(byte[][] context, Function<DualKey, byte[]> use) {
        return with("dual", DualKey.SEED, context, seeds -> {
            DualKey key = DualKey.of(seeds);
            try {
                return use.apply(key);
            } finally {
                key.wipe();
            }
        });
    }

    private byte[] with(String kind, byte[][] context, Function<byte[], byte[]> use) {
        return with(kind, SECRET, context, use);
    }

    private byte[] with(String kind, int length, byte[][] context, Function<byte[], byte[]> use) {
        byte[] root = root();
        byte[] pseudoRandomKey = Hkdf.extract(SALT.getBytes(StandardCharsets.US_ASCII), root);
        byte[] key = Hkdf.expand(pseudoRandomKey, info(kind, context), length);
        try {
            return use.apply(key);
        } finally {
            Bytes.wipe(root, pseudoRandomKey, key);
        }
    }

    /** The kind first, then each part, all with their lengths. */
    private static byte[] info(String kind, byte[][] context) {
        if (context.length == 0) {
            throw new IllegalArgumentException("a context has at least one part");
        }
        byte[] name = kind.getBytes(StandardCharsets.US_ASCII);
        int parts = Arrays.stream(context)
                .mapToInt(part -> Integer.BYTES + part.length)
                .sum();
        WireWriter info = new WireWriter(Integer.BYTES + name.length + parts);
        info.u32(name.length).bytes(name);
        Arrays.stream(context).forEach(part -> info.u32(part.length).bytes(part));
        return info.toBytes();
    }

    private synchronized byte[] root() {
        guard.run();
        Optional<byte[]> kept = state.read(FILE);
        if (kept.isPresent()) {
            if (kept.get().length != SECRET) {
                throw new QGateException(CryptoError.KEY_FILE, FILE + " must hold exactly 32 bytes");
            }
            return kept.get();
        }
        byte[] fresh = random.bytes(SECRET);
        state.write(FILE, fresh);
        return fresh;
    }
}
