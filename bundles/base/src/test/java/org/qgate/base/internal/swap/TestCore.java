package org.qgate.base.internal.swap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.api.update.HandOver;
import org.qgate.api.update.Part;

/** A framework whose bundles are one part each; a bundle that starts enrols it. */
final class TestCore implements Core {
    private final BiFunction<String, String, TestPart> parts;
    private final Map<String, TestPart> byLocation = new HashMap<>();
    private final Map<String, HandOver.Enrolment> enrolments = new HashMap<>();
    /** Bundles that are installed. */
    final Set<String> installed = new HashSet<>();
    /** Bundles that never become active. */
    final Set<String> broken = new HashSet<>();
    /** Bundles that start and whose component does not. */
    final Set<String> silent = new HashSet<>();
    /** Bundles that do not stop. */
    final Set<String> stuck = new HashSet<>();
    /** Bundles whose end takes for ever. */
    final Set<String> endless = new HashSet<>();

    final List<String> restarted = new ArrayList<>();
    final List<String> warmed = new ArrayList<>();
    boolean ending;
    HandOver handOver;

    /** {@code parts} makes the part of a bundle from its name and version. */
    TestCore(BiFunction<String, String, TestPart> parts) {
        this.parts = parts;
    }

    TestPart part(String location) {
        return byLocation.computeIfAbsent(location, from -> {
            String[] words = from.split("/");
            return parts.apply(words[1], words[2]);
        });
    }

    String location(Part part) {
        return byLocation.entrySet().stream()
                .filter(each -> each.getValue() == part)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    @Override
    public void start(String location, byte[] jar) {
        installed.add(location);
        if (broken.contains(location)) {
            throw new QGateException(UpdateError.NOT_READY, location + " does not resolve");
        }
        if (!silent.contains(location) && !enrolments.containsKey(location)) {
            enrolments.put(location, handOver.enrol(part(location)));
        }
    }

    @Override
    public void warm(String location) {
        warmed.add(location);
    }

    @Override
    public boolean ending() {
        return ending;
    }

    @Override
    public boolean active(String location) {
        return installed.contains(location) && enrolments.containsKey(location) && !broken.contains(location);
    }

    @Override
    public void stop(String location) {
        if (stuck.contains(location)) {
            throw new QGateException(UpdateError.UNCLEAR, location + " does not stop");
        }
        if (endless.contains(location)) {
            waitForEver(location);
        }
        HandOver.Enrolment enrolment = enrolments.remove(location);
        if (enrolment != null) {
            enrolment.close();
        }
    }

    private static void waitForEver(String location) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException left) {
            throw new QGateException(UpdateError.UNCLEAR, location + " was left behind", left);
        }
    }

    @Override
    public void restart(String location) {
        restarted.add(location);
        stop(location);
        start(location, null);
    }

    @Override
    public void remove(String location) {
        stop(location);
        installed.remove(location);
    }
}
