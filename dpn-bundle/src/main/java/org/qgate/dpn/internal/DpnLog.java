package org.qgate.dpn.internal;

import java.util.concurrent.atomic.AtomicLong;
import org.qgate.api.base.Clock;
import org.qgate.api.error.QGateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every line that this bundle writes for operators: causes and counts, no address, name, destination or credential. */
final class DpnLog {
    /** At most one warning about literal addresses in this time. */
    static final long LITERAL_EVERY_MS = 600_000;

    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.dpn");

    private final Clock clock;
    private final AtomicLong literals = new AtomicLong();
    private final AtomicLong nextLiteralNs;

    DpnLog(Clock clock) {
        this.clock = clock;
        this.nextLiteralNs = new AtomicLong(clock.monoNs());
    }

    static void listening(String name) {
        LOG.info("{} listens", name);
    }

    static void notListening(String name, QGateException why) {
        LOG.error("{} does not listen: {} {}", name, why.codeId(), why.code().advice());
    }

    static void configurationRefused(QGateException why) {
        LOG.error("configuration not taken: {} {}", why.getMessage(), why.code().advice());
    }

    static void rulesUnreadable(QGateException why) {
        LOG.error(
                "all requests are refused because the rules cannot be read: {} {}",
                why.codeId(),
                why.code().advice());
    }

    /** An application named an address: it may have asked its resolver before, outside the network. */
    void literalAddress() {
        literals.incrementAndGet();
        long now = clock.monoNs();
        long next = nextLiteralNs.get();
        if (now - next >= 0 && nextLiteralNs.compareAndSet(next, now + LITERAL_EVERY_MS * 1_000_000)) {
            LOG.warn(
                    "{} request(s) named an address instead of a host: names may have been looked up outside the"
                            + " network; let applications send names (socks5h, socks4a)",
                    literals.getAndSet(0));
        }
    }
}
