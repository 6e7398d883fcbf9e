package org.qgate.blocks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.qgate.common.wire.WireWriter;

/**
 * What is hashed, and with what before it: SHA-512 over u8 length of a tag, the tag, the parts. Source:
 * docs/qustream-block.md, section 4.
 */
public final class Digests {
    /** Domain of the signature over a block's body. */
    public static final String DOMAIN = "qgate 1 qustream block";

    private static final String STREAM = "qgate 1 qustream stream";
    private static final String COMMITMENT = "qgate 1 qustream commitment";
    private static final String VALUE = "qgate 1 qustream value";
    private static final String BODY = "qgate 1 qustream body";
    private static final String LOCAL = "qgate 1 qustream local random";

    private Digests() {}

    /** Returns the id of the stream that a dual key signs: the first 32 of 64 bytes. */
    public static byte[] stream(BlockCrypto crypto, byte[] dualKey) {
        return Arrays.copyOf(tagged(crypto, STREAM, dualKey), Layout.STREAM);
    }

    /** Returns a block's digest: over its body, so another signature of the same body changes nothing. */
    public static byte[] block(BlockCrypto crypto, byte[] body) {
        return tagged(crypto, BODY, body);
    }

    /** Returns what commits to a local random; nobody can open another stream's commitment. */
    public static byte[] commitment(BlockCrypto crypto, byte[] stream, byte[] localRandom) {
        return tagged(crypto, COMMITMENT, stream, localRandom);
    }

    /** Returns a value: of what was fixed before it could be known to anybody else, and nothing else. */
    public static byte[] value(BlockCrypto crypto, byte[] stream, byte[] previousValue, byte[] localRandom) {
        return tagged(crypto, VALUE, stream, previousValue, localRandom);
    }

    /** Returns a local random: of bytes of the pool and of the operating system, so neither can spoil it. */
    public static byte[] localRandom(BlockCrypto crypto, byte[] ofPool, byte[] ofSystem) {
        return tagged(crypto, LOCAL, ofPool, ofSystem);
    }

    /** Returns hexadecimal digits. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] tagged(BlockCrypto crypto, String tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        WireWriter input = new WireWriter(1 + tag.length() + length);
        input.u8(tag.length()).bytes(tag.getBytes(StandardCharsets.US_ASCII));
        Arrays.stream(parts).forEach(input::bytes);
        byte[] whole = input.toBytes();
        byte[] digest = crypto.sha512(whole);
        Arrays.fill(whole, (byte) 0); // some of it is secret until later
        input.wipe();
        return digest;
    }
}
