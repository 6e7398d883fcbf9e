package org.qgate.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.qgate.api.crypto.LinkCipher;

/** Sealing and opening records of one and of four large cells. */
final class RecordOperations {
    private static final int[] LENGTHS = {4096, 16384};

    /** Records until new keys are due ([REC-6]: 2^20 records or 1 GiB). */
    private static final int PER_KEY = 65_536;

    private final CipherEnds ends;
    private final byte[] plain = new byte[LinkCipher.MAX_PLAINTEXT];

    RecordOperations(CipherEnds ends) {
        this.ends = ends;
    }

    Map<String, Operation> all() {
        Map<String, Operation> all = new LinkedHashMap<>();
        for (int length : LENGTHS) {
            all.put("record" + length + "Sealed", new Sealed(length));
            all.put("record" + length + "Opened", new Opened(length));
        }
        return all;
    }

    private class Sealed implements Operation {
        final int length;
        final byte[] record = new byte[LinkCipher.MAX_PLAINTEXT + LinkCipher.OVERHEAD];
        CipherEnds.Link link = ends.link();
        private int used;

        Sealed(int length) {
            this.length = length;
        }

        @Override
        public void ready(int calls) {
            used += calls;
            if (used > PER_KEY) {
                link = ends.link();
                used = 0;
            }
        }

        @Override
        public void call(int index) {
            link.client().seal(plain, 0, length, record, 0);
        }
    }

    private final class Opened extends Sealed {
        private byte[][] records = new byte[0][];
        private final byte[] opened = new byte[LinkCipher.MAX_PLAINTEXT];

        Opened(int length) {
            super(length);
        }

        @Override
        public void ready(int calls) {
            super.ready(calls);
            records = new byte[calls][length + LinkCipher.OVERHEAD];
            for (byte[] each : records) {
                link.client().seal(plain, 0, length, each, 0);
            }
        }

        @Override
        public void call(int index) {
            byte[] sealed = records[index];
            int sealedLength = link.relay().openLength(sealed, 0);
            if (link.relay().open(sealed, 2, sealedLength, opened, 0) != length) {
                throw new IllegalStateException("a record came out shorter: the benchmark is wrong");
            }
        }
    }
}
