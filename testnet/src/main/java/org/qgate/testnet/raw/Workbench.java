package org.qgate.testnet.raw;

import java.security.SecureRandom;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.LinkCipher;
import org.qgate.api.crypto.RandomSource;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.sim.SimDisk;

/** What all links of one thread share: cryptography and scratch memory. Not thread-safe. */
public final class Workbench {
    private final Crypto crypto;
    private final byte[] scratch = new byte[LinkCipher.MAX_PLAINTEXT + LinkCipher.OVERHEAD];

    /** Makes cryptography with this machine's clock and random source, and an identity that is gone with the process. */
    public Workbench() {
        crypto = new CryptoProvider(new SystemRandom(), new SimDisk(), new SystemClock());
    }

    /** Returns the cryptography. */
    public Crypto crypto() {
        return crypto;
    }

    byte[] scratch() {
        return scratch;
    }

    private static final class SystemClock implements Clock {
        @Override
        public long wallMs() {
            return System.currentTimeMillis();
        }

        @Override
        public long monoNs() {
            return System.nanoTime();
        }
    }

    private static final class SystemRandom implements RandomSource {
        private final SecureRandom generator = new SecureRandom();

        @Override
        public void fill(byte[] out, int offset, int length) {
            byte[] part = new byte[length];
            generator.nextBytes(part);
            System.arraycopy(part, 0, out, offset, length);
        }
    }
}
