package org.qgate.bench.process;

import java.nio.ByteBuffer;
import org.qgate.ext.Host;
import org.qgate.ext.Service;

/** Does nothing; spins on two threads once it is told to take a state. Its state is one number. */
public final class Spinner implements Service {
    private static final int THREADS = 2;

    /** Made by the process's runtime. */
    public Spinner() {}

    @Override
    public void start(Host host) {
        // It has nothing to offer: its steps are called directly.
    }

    @Override
    public byte[] exportState() {
        return ByteBuffer.allocate(Long.BYTES).putLong(1).array();
    }

    @Override
    public void importState(byte[] state, String fromVersion) {
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(Spinner::spin);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void spin() {
        while (true) {
            Thread.onSpinWait();
        }
    }
}
