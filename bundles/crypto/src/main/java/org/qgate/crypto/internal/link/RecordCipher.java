package org.qgate.crypto.internal.link;

import org.qgate.api.crypto.LinkCipher;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.primitive.Aead;
import org.qgate.crypto.internal.primitive.Refusals;

/** Records of a link ([REC-1] to [REC-6]). Belongs to one event loop; rekeying computes under a lock of its own. */
final class RecordCipher implements LinkCipher {
    private static final int SCHEMA = 1;
    private static final int LENGTH = 2;
    private static final int SHORTEST = 1 + Aead.TAG;

    private final LinkSuite suite;
    private final LinkLimits limits;
    private final Direction sending;
    private final Direction receiving;
    private final Rekey rekey;
    private boolean dead;

    RecordCipher(LinkSuite suite, LinkLimits limits, Direction sending, Direction receiving, Rekey rekey) {
        this.suite = suite;
        this.limits = limits;
        this.sending = sending;
        this.receiving = receiving;
        this.rekey = rekey;
    }

    @Override
    public int seal(byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        if (length < 1 || length > MAX_PLAINTEXT || in == out) {
            throw new IllegalArgumentException("a record has 1 to 16640 bytes in an array of its own, not " + length);
        }
        guard(sending);
        int sealed = sending.apply(in, inOffset, length, out, outOffset + LENGTH);
        int masked = sealed ^ sending.nextMask();
        out[outOffset] = (byte) (masked >>> 8);
        out[outOffset + 1] = (byte) masked;
        return LENGTH + sealed;
    }

    private void guard(Direction direction) {
        if (dead || direction.reached(limits, 2)) {
            throw Refusals.exhausted("a link's key is used up or destroyed");
        }
    }

    @Override
    public int openLength(byte[] in, int at) {
        return ((in[at] & 255) << 8 | in[at + 1] & 255) ^ receiving.nextMask();
    }

    @Override
    public int open(byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        if (length < SHORTEST || length > MAX_PLAINTEXT + Aead.TAG) {
            throw Refusals.authentication();
        }
        if (in == out) {
            throw new IllegalArgumentException("input and output must be distinct arrays");
        }
        guard(receiving);
        return receiving.apply(in, inOffset, length, out, outOffset);
    }

    @Override
    public boolean rekeyDue() {
        return sending.reached(limits, 1) || receiving.reached(limits, 1);
    }

    @Override
    public byte[] rekeyOffer() {
        return rekey.offer();
    }

    @Override
    public byte[] rekeyAnswer(byte[] offer) {
        return rekey.answer(offer);
    }

    @Override
    public void rekeyAccept(byte[] answer) {
        rekey.accept(answer);
    }

    @Override
    public boolean rekeyReady() {
        return rekey.ready();
    }

    @Override
    public void switchSending() {
        sending.rekey(rekey.takeSending());
    }

    @Override
    public void switchReceiving() {
        receiving.rekey(rekey.takeReceiving());
    }

    @Override
    public int generation() {
        return rekey.generation();
    }

    @Override
    public byte[] export() {
        WireWriter out = new WireWriter(512).u8(SCHEMA).u8(suite.code());
        sending.write(out);
        receiving.write(out);
        rekey.write(out);
        byte[] exported = out.toBytes();
        destroy();
        return exported;
    }

    static RecordCipher restore(byte[] exported, LinkProvision provision) {
        try {
            WireReader in = new WireReader(exported);
            if (in.u8() != SCHEMA) {
                throw Refusals.malformed("unknown schema of a link's state");
            }
            LinkSuite suite = LinkSuite.of(in.u8());
            Direction sending = Direction.read(in, suite, provision.ciphers(), true);
            Direction receiving = Direction.read(in, suite, provision.ciphers(), false);
            Rekey rekey = Rekey.read(in, provision.random());
            in.finish();
            return new RecordCipher(suite, provision.limits(), sending, receiving, rekey);
        } catch (WireException | IllegalArgumentException malformed) {
            throw Refusals.malformed("state of a link: " + malformed.getMessage());
        }
    }

    @Override
    public void destroy() {
        dead = true;
        sending.wipe();
        receiving.wipe();
        rekey.wipe();
    }
}
