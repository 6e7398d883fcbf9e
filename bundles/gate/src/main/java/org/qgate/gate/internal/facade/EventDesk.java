package org.qgate.gate.internal.facade;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.qgate.api.base.Clock;
import org.qgate.ext.event.Event;

/** Who hears which topic, over all extenders. Hands an event on without waiting for anybody. Thread-safe. */
public final class EventDesk {
    private final Clock clock;
    private final Map<String, Set<Hearing>> byTopic = new ConcurrentHashMap<>();

    /** Begins with nobody. */
    public EventDesk(Clock clock) {
        this.clock = clock;
    }

    /** Tells all who hear a topic. */
    public void publish(String topic, Map<String, String> fields) {
        Set<Hearing> hearers = byTopic.get(topic);
        if (hearers != null) {
            Event event = new Event(topic, clock.wallMs(), Map.copyOf(fields));
            hearers.forEach(each -> each.take(event));
        }
    }

    void add(Hearing hearing) {
        byTopic.computeIfAbsent(hearing.topic(), topic -> new CopyOnWriteArraySet<>())
                .add(hearing);
    }

    void remove(Hearing hearing) {
        byTopic.computeIfPresent(hearing.topic(), (topic, hearers) -> {
            hearers.remove(hearing);
            return hearers.isEmpty() ? null : hearers;
        });
    }
}
