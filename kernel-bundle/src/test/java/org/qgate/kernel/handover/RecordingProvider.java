package org.qgate.kernel.handover;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;

/** A provider whose AEADs are the runtime's, and which records under which key and nonce they seal. */
public final class RecordingProvider extends Provider {
    private static final long serialVersionUID = 1L;

    /** Makes one; everything but AEADs stays the runtime's. */
    public RecordingProvider(SealRecord record) {
        super("recording", "1", "records what is sealed");
        for (String name : new String[] {"AES/GCM/NoPadding", "ChaCha20-Poly1305"}) {
            putService(new RecordedCipher(this, name, record));
        }
    }

    private static final class RecordedCipher extends Service {
        private final SealRecord record;

        RecordedCipher(Provider provider, String name, SealRecord record) {
            super(provider, "Cipher", name, RecordingAead.class.getName(), null, null);
            this.record = record;
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            try {
                return new RecordingAead(Cipher.getInstance(getAlgorithm()), record);
            } catch (NoSuchPaddingException impossible) {
                throw new NoSuchAlgorithmException(impossible);
            }
        }
    }
}
