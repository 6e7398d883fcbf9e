package org.qgate.services.internal.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.base.Clock;
import org.qgate.api.extender.ExtenderChange;
import org.qgate.services.internal.record.Ledger;

/** The changes, those under way and the last 200 of those that are over. Thread-safe. */
final class Journal {
    private final Ledger ledger;
    private final Clock clock;
    private final Map<Long, Course> courses = new LinkedHashMap<>();
    private long last;

    Journal(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Reads what was kept. */
    synchronized void load() {
        courses.clear();
        last = 0;
        for (ExtenderChange change : ledger.changes()) {
            add(new Course(clock, change));
        }
    }

    private void add(Course course) {
        courses.put(course.number(), course);
        last = Math.max(last, course.number());
        courses.remove(last - Ledger.MOST_CHANGES);
    }

    /** Begins a change, in memory: the first transition makes it durable. */
    synchronized Course begin(String actor, String action, String id, String from, String to) {
        Course course = new Course(clock, last + 1, actor, action, id, from, to);
        add(course);
        return course;
    }

    /** A change that was never made durable did not happen. */
    synchronized void forget(Course course) {
        courses.remove(course.number());
    }

    synchronized Optional<Course> course(long number) {
        return Optional.ofNullable(courses.get(number));
    }

    /** Returns those of an extender that are not over. */
    synchronized List<Course> open(String id) {
        return courses.values().stream()
                .filter(course ->
                        course.id().equals(id) && course.change().outcome().isEmpty())
                .toList();
    }

    /** Returns all that are not over. */
    synchronized List<Course> open() {
        return courses.values().stream()
                .filter(course -> course.change().outcome().isEmpty())
                .toList();
    }

    /** Returns all, newest first. */
    synchronized List<ExtenderChange> all() {
        List<ExtenderChange> all =
                new ArrayList<>(courses.values().stream().map(Course::shown).toList());
        Collections.reverse(all);
        return all;
    }
}
