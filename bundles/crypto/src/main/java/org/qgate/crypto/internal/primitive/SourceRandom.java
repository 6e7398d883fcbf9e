package org.qgate.crypto.internal.primitive;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import org.qgate.api.crypto.RandomSource;

/** Shows the one random source to libraries that ask for a {@link SecureRandom}. */
public final class SourceRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    /** Wraps a source. */
    public SourceRandom(RandomSource source) {
        super(new Spi(source), null);
    }

    private static final class Spi extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;
        private final transient RandomSource source;

        Spi(RandomSource source) {
            this.source = source;
        }

        @Override
        protected void engineSetSeed(byte[] seed) {
            // The source seeds itself; what a library offers is not needed.
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            source.fill(bytes, 0, bytes.length);
        }

        @Override
        protected byte[] engineGenerateSeed(int count) {
            return source.bytes(count);
        }
    }
}
