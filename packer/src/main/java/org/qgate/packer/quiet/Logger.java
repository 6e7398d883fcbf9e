package org.qgate.packer.quiet;

import java.util.function.Supplier;

/** Stands in for {@code java.util.logging.Logger}: it takes what it is told and says nothing. */
public class Logger {
    private final String name;

    private Logger(String name) {
        this.name = name;
    }

    /** Returns a logger. */
    public static Logger getLogger(String name) {
        return new Logger(name);
    }

    /** Returns a logger without a name. */
    public static Logger getAnonymousLogger() {
        return new Logger(null);
    }

    /** Returns its name. */
    public String getName() {
        return name;
    }

    /** Returns false. */
    public boolean isLoggable(Level level) {
        return false;
    }

    /** Does nothing. */
    public void log(Level level, String message) {}

    /** Does nothing. */
    public void log(Level level, Supplier<String> message) {}

    /** Does nothing. */
    public void log(Level level, String message, Object parameter) {}

    /** Does nothing. */
    public void log(Level level, String message, Object[] parameters) {}

    /** Does nothing. */
    public void log(Level level, String message, Throwable thrown) {}

    /** Does nothing. */
    public void log(Level level, Throwable thrown, Supplier<String> message) {}

    /** Does nothing. */
    public void logp(Level level, String type, String method, String message) {}

    /** Does nothing. */
    public void logp(Level level, String type, String method, String message, Throwable thrown) {}

    /** Does nothing. */
    public void severe(String message) {}

    /** Does nothing. */
    public void warning(String message) {}

    /** Does nothing. */
    public void info(String message) {}

    /** Does nothing. */
    public void config(String message) {}

    /** Does nothing. */
    public void fine(String message) {}

    /** Does nothing. */
    public void finer(String message) {}

    /** Does nothing. */
    public void finest(String message) {}
}
