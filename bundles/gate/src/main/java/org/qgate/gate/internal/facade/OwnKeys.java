package org.qgate.gate.internal.facade;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.qgate.api.base.Current;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.DerivedKeys;
import org.qgate.api.error.QGateException;
import org.qgate.ext.Permission;
import org.qgate.ext.crypto.Keys;
import org.qgate.gate.Permit;

/** Keys of one extender of one publisher; nothing is kept here, and no private key comes here. Thread-safe. */
final class OwnKeys implements Keys {
    private static final Pattern PURPOSE = Pattern.compile("[a-z0-9./-]{1,64}");
    private static final int LONGEST_MESSAGE = 1 << 20;
    private static final int KEY = 32;
    private static final byte[] OWNER = ascii("extender");
    private static final byte[] SIGNED = ascii("qgate 1 extender signature");
    private static final String AGREED = "qgate 1 extender agreement";

    private final Access access;
    private final Current<Crypto> crypto;

    OwnKeys(Access access, Current<Crypto> crypto) {
        this.access = access;
        this.crypto = crypto;
    }

    @Override
    public byte[] signingKey(String purpose) {
        return own(Permission.CRYPTO_SIGN, purpose, keys -> keys.signingKey(context(purpose)));
    }

    @Override
    public byte[] sign(String purpose, byte[] message) {
        Bounds.bytes("the message", message, 0, LONGEST_MESSAGE);
        return own(Permission.CRYPTO_SIGN, purpose, keys -> keys.sign(signed(purpose, message), context(purpose)));
    }

    @Override
    public boolean verify(byte[] signingKey, String purpose, byte[] message, byte[] signature) {
        access.require();
        Bounds.matching("the purpose", purpose, PURPOSE);
        Bounds.present("the key", signingKey);
        Bounds.present("the signature", signature);
        Bounds.bytes("the message", message, 0, LONGEST_MESSAGE);
        return ask(its -> its.derived().verify(signingKey.clone(), signed(purpose, message), signature.clone()));
    }

    @Override
    public byte[] agreementKey(String purpose) {
        return own(Permission.CRYPTO_AGREE, purpose, keys -> keys.agreementKey(context(purpose)));
    }

    /** The secret point never leaves unhashed: what both get depends on both keys and the purpose too. */
    @Override
    public byte[] agree(String purpose, byte[] otherKey) {
        byte[] theirs = Bounds.bytes("the key", otherKey, KEY, KEY).clone();
        usable(Permission.CRYPTO_AGREE, purpose);
        return ask(its -> {
            byte[] mine = its.derived().agreementKey(context(purpose));
            byte[] shared = its.derived().agree(theirs, context(purpose));
            boolean mineFirst = Arrays.compareUnsigned(mine, theirs) < 0;
            byte[] agreed = its.hashes()
                    .blake3(AGREED, shared, mineFirst ? mine : theirs, mineFirst ? theirs : mine, ascii(purpose));
            Arrays.fill(shared, (byte) 0);
            return agreed;
        });
    }

    @Override
    public byte[] secret(String purpose) {
        return own(Permission.CRYPTO_AGREE, purpose, keys -> keys.secret(context(purpose)));
    }

    private byte[] own(Permission permission, String purpose, Function<DerivedKeys, byte[]> what) {
        usable(permission, purpose);
        return ask(its -> what.apply(its.derived()));
    }

    private void usable(Permission permission, String purpose) {
        access.use(permission);
        Bounds.matching("the purpose", purpose, PURPOSE);
    }

    private <T> T ask(Function<Crypto, T> what) {
        try {
            return what.apply(crypto.await(Surroundings.WAIT));
        } catch (QGateException failed) {
            throw Refused.of(failed);
        }
    }

    /** Another extender, another publisher's of the same name, and another purpose have other keys. */
    private byte[][] context(String purpose) {
        Permit permit = access.permit();
        return new byte[][] {OWNER, ascii(permit.id()), ascii(permit.publisher()), ascii(purpose)};
    }

    /** What is signed is no message of any other protocol: it begins with its own name, and each part with its length. */
    private byte[] signed(String purpose, byte[] message) {
        byte[] id = ascii(access.permit().id());
        byte[] use = ascii(purpose);
        return ByteBuffer.allocate(SIGNED.length + 4 + id.length + use.length + message.length)
                .put(SIGNED)
                .put((byte) 0)
                .putShort((short) id.length)
                .put(id)
                .put((byte) use.length)
                .put(use)
                .put(message)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
