package org.qgate.transport;

import java.util.Locale;

/** Which readiness interface of the operating system drives the event loop. */
public enum EventBackend {
    /** Epoll where its native part loads, else NIO. */
    AUTO,
    /** Epoll or nothing. */
    EPOLL,
    /** The JDK's selector. */
    NIO;

    static EventBackend parse(String text) {
        for (EventBackend backend : values()) {
            if (backend.name().toLowerCase(Locale.ROOT).equals(text)) {
                return backend;
            }
        }
        throw new IllegalArgumentException("unknown backend");
    }
}
