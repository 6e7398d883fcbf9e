package org.qgate.qrng.internal.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.qgate.api.qrng.Alert;
import org.qgate.qrng.internal.flow.Finding;

/**
 * Alerts, in memory at once and in the store at the next {@link #save}. A device has one standing alert of a code at most.
 * Thread-safe.
 */
final class AlertBook {
    private static final int MOST = 1_000;

    private final Ledger ledger;
    private final List<Alert> alerts = new ArrayList<>();
    private final Set<Long> unsaved = new TreeSet<>();
    private long next = 1;

    AlertBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Reads what is kept. */
    void load() {
        List<Alert> kept = ledger.alerts();
        synchronized (this) {
            alerts.clear();
            alerts.addAll(kept);
            next = kept.stream().mapToLong(Alert::number).max().orElse(0) + 1;
        }
    }

    /** Raises one, unless the device has one of that code that stands. */
    synchronized void raise(String device, Finding finding, long wallMs) {
        String code = finding.code().id();
        boolean stands = alerts.stream()
                .anyMatch(each -> each.clearedWallMs() == 0
                        && each.device().equals(device)
                        && each.code().equals(code));
        if (stands) {
            return;
        }
        alerts.add(new Alert(
                next, wallMs, 0, device, code, finding.cause(), finding.code().advice()));
        unsaved.add(next);
        next++;
        if (alerts.size() > MOST) {
            unsaved.add(alerts.remove(0).number());
        }
    }

    /** All of a device are over. */
    void clear(String device, long wallMs) {
        clear(each -> each.device().equals(device), wallMs);
    }

    /** Those of a device with one code are over. */
    void clear(String device, String code, long wallMs) {
        clear(each -> each.device().equals(device) && each.code().equals(code), wallMs);
    }

    /** All of a device are over but those of one code. */
    void clearBut(String device, String code, long wallMs) {
        clear(each -> each.device().equals(device) && !each.code().equals(code), wallMs);
    }

    private synchronized void clear(Predicate<Alert> meant, long wallMs) {
        for (int i = 0; i < alerts.size(); i++) {
            Alert each = alerts.get(i);
            if (each.clearedWallMs() == 0 && meant.test(each)) {
                alerts.set(
                        i,
                        new Alert(
                                each.number(),
                                each.raisedWallMs(),
                                Math.max(1, wallMs),
                                each.device(),
                                each.code(),
                                each.cause(),
                                each.advice()));
                unsaved.add(each.number());
            }
        }
    }

    /** Returns all, newest first. */
    synchronized List<Alert> newestFirst() {
        List<Alert> all = new ArrayList<>(alerts);
        Collections.reverse(all);
        return all;
    }

    /** Returns how many stand. */
    synchronized long standing() {
        return alerts.stream().filter(each -> each.clearedWallMs() == 0).count();
    }

    /** Writes what changed; what fails is tried again the next time. */
    void save() {
        for (long number : changed()) {
            Alert alert = of(number);
            if (alert == null) {
                ledger.forget(number);
            } else {
                ledger.keep(alert);
            }
            saved(number, alert);
        }
    }

    /** Returns all, those that are not saved yet too, for another version. */
    synchronized Map<String, Object> freeze() {
        return Map.of(
                "next", next,
                "unsaved", List.copyOf(unsaved),
                "alerts", alerts.stream().map(Ledger::plain).toList());
    }

    synchronized void thaw(Map<String, Object> from) {
        Plain in = new Plain(from);
        alerts.clear();
        unsaved.clear();
        in.list("alerts").forEach(each -> alerts.add(Ledger.alert(new Plain(Plain.map(each)))));
        in.list("unsaved").forEach(each -> unsaved.add((Long) each));
        next = in.number("next");
    }

    private synchronized List<Long> changed() {
        return List.copyOf(unsaved);
    }

    private synchronized Alert of(long number) {
        return alerts.stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElse(null);
    }

    private synchronized void saved(long number, Alert written) {
        if (of(number) == written) {
            unsaved.remove(number);
        }
    }
}
