package org.qgate.api.local;

import org.qgate.api.error.QGateException;

/** Gives bytes to the FIFO. Found as a service; while there is none, readers wait. Thread-safe. */
public interface ByteFeed {
    /**
     * Returns bytes that nobody else gets; waits for them.
     *
     * @param most 1 to 65,536
     * @return 1 to {@code most} bytes
     * @throws QGateException when there were none in time
     */
    byte[] next(int most, long atMostMs);
}
