package org.qgate.ext;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The extender's own log, shown by {@code extender:log}. Lines have at most 1,000 characters; control characters are
 * replaced; what exceeds the quota of lines a minute is dropped and counted. Never log secrets, or who talks to whom.
 */
@ProviderType
public interface Log {
    /**
     * Something that an operator may want to know.
     *
     * @throws RefusedException when it is not granted
     */
    void info(String line);

    /**
     * Something that an operator should look at.
     *
     * @throws RefusedException when it is not granted
     */
    void warn(String line);
}
