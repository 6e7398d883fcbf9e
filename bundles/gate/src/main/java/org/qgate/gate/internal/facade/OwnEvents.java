package org.qgate.gate.internal.facade;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.qgate.ext.Permission;
import org.qgate.ext.event.Event;
import org.qgate.ext.event.Events;
import org.qgate.gate.internal.run.Threads;

/** Events, for one instance. The scope of both permissions is whole topics. Thread-safe. */
final class OwnEvents implements Events {
    private static final int MOST_HEARINGS = 64;
    private static final int MOST_FIELDS = 32;
    private static final int LONGEST_FIELD = 1_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    private final Access access;
    private final Threads threads;
    private final EventDesk desk;
    private final Set<Hearing> hearings = ConcurrentHashMap.newKeySet();

    OwnEvents(Access access, Threads threads, Surroundings around) {
        this.access = access;
        this.threads = threads;
        desk = around.events();
    }

    @Override
    public Subscription subscribe(String topic, Consumer<Event> listener) {
        access.use(Permission.EVENT_SUBSCRIBE, Bounds.present("the topic", topic));
        if (hearings.size() >= MOST_HEARINGS) {
            throw access.limit(Permission.EVENT_SUBSCRIBE, "there are " + MOST_HEARINGS + " subscriptions already");
        }
        Hearing hearing = new Hearing(topic, access, threads, Bounds.present("the listener", listener));
        hearings.add(hearing);
        desk.add(hearing);
        if (!access.open()) {
            end(hearing);
        }
        return () -> end(hearing);
    }

    private void end(Hearing hearing) {
        desk.remove(hearing);
        hearings.remove(hearing);
        hearing.end();
    }

    @Override
    public void publish(String name, Map<String, String> fields) {
        access.require();
        String topic = access.permit().id() + "/" + Bounds.matching("the name", name, NAME);
        access.use(Permission.EVENT_PUBLISH, topic);
        Map<String, String> copy = copy(Bounds.present("the fields", fields));
        if (!access.rations().events().take(1)) {
            throw access.limit(Permission.EVENT_PUBLISH, "the quota of calls a second is used up");
        }
        desk.publish(topic, copy);
    }

    private static Map<String, String> copy(Map<String, String> fields) {
        Map<String, String> copy = new HashMap<>();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            copy.put(
                    Bounds.longest("a field's name", field.getKey(), LONGEST_FIELD),
                    Bounds.longest("a field", field.getValue(), LONGEST_FIELD));
            Bounds.within("the number of fields", copy.size(), 0, MOST_FIELDS);
        }
        return copy;
    }

    void forget() {
        hearings.forEach(this::end);
    }
}
