package org.qgate.gate.internal.process;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.qgate.ext.Host;
import org.qgate.ext.event.Events;
import org.qgate.ext.time.Tasks;
import org.qgate.ext.time.Tasks.Timer;
import org.qgate.sandbox.wire.BreachException;

/** Tasks, timers and events: the node decides when their turn is, on the instance's threads. */
final class WorkDoor implements Answering.Part {
    private final Host host;
    private final Extender extender;
    /** How to end what was begun, by number; the facades bound how many there are. */
    private final Map<Long, Runnable> endings = new HashMap<>();

    WorkDoor(Host host, Extender extender) {
        this.host = host;
        this.extender = extender;
    }

    @Override
    public void addTo(Map<String, Answering> all) {
        all.put("tasks.run", Answering.doing(its -> run(its.number(0))));
        all.put("tasks.after", Answering.doing(its -> after(its.number(0), its.number(1))));
        all.put("tasks.every", Answering.doing(its -> every(its.number(0), its.number(1), its.number(2))));
        all.put("tasks.cancel", Answering.doing(its -> end(its.number(0))));
        all.put("events.subscribe", Answering.doing(its -> subscribe(its.number(0), its.text(1))));
        all.put("events.cancel", Answering.doing(its -> end(its.number(0))));
        all.put("events.publish", Answering.doing(its -> events().publish(its.text(0), its.texts(1))));
    }

    private Tasks tasks() {
        return host.tasks();
    }

    private Events events() {
        return host.events();
    }

    private void run(long number) {
        tasks().run(() -> extender.run(number));
    }

    private void after(long number, long delayMs) throws BreachException {
        keep(
                number,
                () -> timer(tasks().after(delayMs, () -> {
                    forget(number);
                    extender.run(number);
                })));
    }

    private void every(long number, long delayMs, long periodMs) throws BreachException {
        keep(number, () -> timer(tasks().every(delayMs, periodMs, () -> extender.run(number))));
    }

    private static Runnable timer(Timer timer) {
        return timer::cancel;
    }

    private void subscribe(long number, String topic) throws BreachException {
        keep(number, () -> {
            Events.Subscription hearing = events().subscribe(
                            topic, event -> extender.run(number, event.topic(), event.wallMs(), event.fields()));
            return hearing::cancel;
        });
    }

    /** Whatever is due before it is kept waits until it is. */
    private void keep(long number, Supplier<Runnable> begun) throws BreachException {
        synchronized (endings) {
            if (endings.containsKey(number)) {
                throw new BreachException("a number that is taken");
            }
            endings.put(number, begun.get());
        }
    }

    private void forget(long number) {
        synchronized (endings) {
            endings.remove(number);
        }
    }

    private void end(long number) {
        Runnable ending;
        synchronized (endings) {
            ending = endings.remove(number);
        }
        if (ending != null) { // else it has run, and ended by that
            ending.run();
        }
    }
}
