package org.qgate.crypto.internal.link;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.crypto.internal.noise.SymmetricState;
import org.qgate.crypto.internal.primitive.Aead;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.LengthMask;

/** Makes a record cipher of a completed handshake ([REC-1]). */
final class Session {
    private static final int CHAINING = 32;

    private Session() {}

    static RecordCipher cipher(SymmetricState noise, boolean initiator, LinkSuite suite, LinkProvision provision) {
        byte[] keys = noise.split();
        byte[] label = "qgate 1 link records".getBytes(StandardCharsets.US_ASCII);
        byte[] further = noise.derive(label, CHAINING + 2 * LengthMask.BYTES);
        byte[] forth = Arrays.copyOf(keys, Aead.KEY);
        byte[] back = Arrays.copyOfRange(keys, Aead.KEY, 2 * Aead.KEY);
        LengthMask forthMask = new LengthMask(further, CHAINING);
        LengthMask backMask = new LengthMask(further, CHAINING + LengthMask.BYTES);
        Ciphers ciphers = provision.ciphers();
        Direction sending =
                Direction.sealing(suite, ciphers, initiator ? forth : back, initiator ? forthMask : backMask);
        Direction receiving =
                Direction.opening(suite, ciphers, initiator ? back : forth, initiator ? backMask : forthMask);
        Rekey rekey = new Rekey(initiator, Arrays.copyOf(further, CHAINING), noise.hash(), provision.random());
        Bytes.wipe(keys, further, forth, back);
        return new RecordCipher(suite, provision.limits(), sending, receiving, rekey);
    }
}
