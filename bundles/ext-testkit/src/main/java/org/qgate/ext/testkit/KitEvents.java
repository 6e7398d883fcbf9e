package org.qgate.ext.testkit;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.qgate.ext.Permission;
import org.qgate.ext.event.Event;
import org.qgate.ext.event.Events;

/** Events of one host. Guarded by {@link Turns}. */
final class KitEvents implements Events {
    private static final int MOST_HEARINGS = 64;
    private static final int QUEUE = 64;
    private static final int MOST_FIELDS = 32;
    private static final int LONGEST_FIELD = 1_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    private final Pass pass;
    private final Crew crew;
    private final TestNode node;
    private final Set<Hearing> hearings = new LinkedHashSet<>();

    KitEvents(Pass pass, Crew crew, TestNode node) {
        this.pass = pass;
        this.crew = crew;
        this.node = node;
    }

    @Override
    public Subscription subscribe(String topic, Consumer<Event> listener) {
        pass.use(Permission.EVENT_SUBSCRIBE, Bounds.present("the topic", topic));
        Hearing hearing = new Hearing(topic, Bounds.present("the listener", listener));
        synchronized (pass.turns()) {
            if (hearings.size() >= MOST_HEARINGS) {
                throw pass.limit(Permission.EVENT_SUBSCRIBE, "there are " + MOST_HEARINGS + " subscriptions already");
            }
            hearings.add(hearing);
        }
        return () -> end(hearing);
    }

    private void end(Hearing hearing) {
        synchronized (pass.turns()) {
            hearings.remove(hearing);
            hearing.waiting.clear();
        }
    }

    @Override
    public void publish(String name, Map<String, String> fields) {
        pass.require();
        String topic = pass.sheet().id() + "/" + Bounds.matching("the name", name, NAME);
        pass.use(Permission.EVENT_PUBLISH, topic);
        Map<String, String> copy = copy(Bounds.present("the fields", fields));
        if (!pass.paces().events().take(1)) {
            throw pass.limit(Permission.EVENT_PUBLISH, "the quota of calls a second is used up");
        }
        node.publish(topic, copy);
    }

    private static Map<String, String> copy(Map<String, String> fields) {
        Map<String, String> copy = new HashMap<>();
        fields.forEach((name, value) -> {
            copy.put(
                    Bounds.longest("a field's name", name, LONGEST_FIELD),
                    Bounds.longest("a field", value, LONGEST_FIELD));
            Bounds.within("the number of fields", copy.size(), 0, MOST_FIELDS);
        });
        return copy;
    }

    /** Takes an event of the node. */
    void take(Event event) {
        synchronized (pass.turns()) {
            Set.copyOf(hearings).forEach(each -> each.take(event));
        }
    }

    void forget() {
        synchronized (pass.turns()) {
            hearings.clear();
        }
    }

    /** One listener: its events in order, one at a time. */
    private final class Hearing {
        private final String topic;
        private final Consumer<Event> listener;
        private final ArrayDeque<Event> waiting = new ArrayDeque<>();
        private boolean running;

        private Hearing(String topic, Consumer<Event> listener) {
            this.topic = topic;
            this.listener = listener;
        }

        private void take(Event event) {
            boolean heard = topic.equals(event.topic()) && pass.allows(Permission.EVENT_SUBSCRIBE, topic);
            if (!heard || waiting.size() == QUEUE) {
                return;
            }
            waiting.add(event);
            if (!running) {
                running = crew.offer(this::run) != null;
            }
        }

        private void run() {
            try {
                for (Event next = next(); next != null; next = next()) {
                    listener.accept(next);
                }
            } finally {
                synchronized (pass.turns()) {
                    running = false;
                }
            }
        }

        private Event next() {
            synchronized (pass.turns()) {
                if (!hearings.contains(this) || !pass.allows(Permission.EVENT_SUBSCRIBE, topic)) {
                    waiting.clear();
                }
                Event next = waiting.poll();
                running = next != null;
                return next;
            }
        }
    }
}
