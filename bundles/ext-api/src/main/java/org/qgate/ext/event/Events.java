package org.qgate.ext.event;

import java.util.Map;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Events of the node and of other extenders. Topics of the node: {@code node.joined}, {@code node.left}, {@code vault.locked},
 * {@code vault.unlocked}, {@code extender.changed}. What a slow listener cannot take is dropped and counted.
 */
@ProviderType
public interface Events {
    /**
     * Hears a topic.
     *
     * @return closes to end it
     * @throws org.qgate.ext.RefusedException DENIED when the topic is not in the scope, LIMIT
     */
    Subscription subscribe(String topic, Consumer<Event> listener);

    /**
     * Publishes an event under a topic of this extender: its id, a slash, and the name.
     *
     * @param name 1 to 32 characters of {@code a-z 0-9 -}
     * @throws org.qgate.ext.RefusedException DENIED, INVALID, LIMIT
     */
    void publish(String name, Map<String, String> fields);

    /** Hearing a topic. */
    @ProviderType
    interface Subscription {
        /** Ends it. Idempotent. */
        void cancel();
    }
}
