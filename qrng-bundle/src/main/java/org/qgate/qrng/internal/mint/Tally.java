package org.qgate.qrng.internal.mint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.qgate.blocks.DeviceFacts;
import org.qgate.blocks.Layout;
import org.qgate.blocks.Origin;
import org.qgate.blocks.PrivateManifest;
import org.qgate.blocks.WindowFacts;

/** What manifests will list: windows that were made, windows that were discarded, what was too much. Thread-safe. */
final class Tally {
    /** More waits while the vault is locked for long; then what comes is counted only. */
    static final int MOST = 4_000;

    private static final Comparator<Origin> ORDER =
            Comparator.comparing(Origin::device).thenComparing(Origin::window, Tally::compare);

    private static int compare(WindowFacts one, WindowFacts other) {
        int order = Long.compare(one.window(), other.window());
        return order != 0 ? order : Arrays.compareUnsigned(one.digest(), other.digest());
    }

    private List<Origin> waiting = new ArrayList<>();
    private Map<DeviceFacts, Long> discarded = new TreeMap<>();
    private int saved;
    private Map<DeviceFacts, Long> savedDiscarded = new TreeMap<>();
    private long unlisted;
    private long savedUnlisted;
    private long everUnlisted;

    synchronized int size() {
        return waiting.size();
    }

    synchronized long unlisted() {
        return everUnlisted;
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty() && discarded.isEmpty() && unlisted == 0;
    }

    /** Returns whether another window would be listed. */
    synchronized boolean hasRoom() {
        return waiting.size() < MOST;
    }

    synchronized void made(Origin origin) {
        if (waiting.size() < MOST) {
            waiting.add(origin);
        } else {
            lost();
        }
    }

    /** Counts a batch that cannot be listed. */
    synchronized void lost() {
        unlisted++;
        everUnlisted++;
    }

    synchronized void discarded(DeviceFacts device) {
        if (discarded.containsKey(device) || discarded.size() < Layout.MAX_DEVICES) {
            discarded.merge(device, 1L, Long::sum);
        }
    }

    /** Takes over what was noted before the process began. */
    synchronized void resume(PrivateManifest noted) {
        List<Origin> before = new ArrayList<>();
        noted.windows()
                .forEach(each ->
                        before.add(new Origin(noted.devices().get(each.device()).facts(), each.facts())));
        before.addAll(waiting);
        waiting = before;
        saved += noted.windows().size();
        for (PrivateManifest.Device each : noted.devices()) {
            if (each.discarded() > 0) {
                discarded.merge(each.facts(), each.discarded(), Long::sum);
                savedDiscarded.merge(each.facts(), each.discarded(), Long::sum);
            }
        }
        unlisted += noted.unlisted();
        savedUnlisted += noted.unlisted();
    }

    /** Marks waiting windows as recalled. */
    synchronized void recall(Optional<byte[]> server, String device, long from, long to) {
        waiting.replaceAll(each -> each.device().names(server, device)
                        && from <= each.window().window()
                        && each.window().window() <= to
                ? new Origin(each.device(), each.window().recall())
                : each);
    }

    /** Returns what came since this was asked last, for notes. */
    synchronized List<PrivateManifest> unsaved() {
        Map<DeviceFacts, Long> counts = new TreeMap<>();
        discarded.forEach((device, count) -> {
            long more = count - savedDiscarded.getOrDefault(device, 0L);
            if (more > 0) {
                counts.put(device, more);
            }
        });
        List<PrivateManifest> fresh =
                manifests(waiting.subList(saved, waiting.size()), counts, unlisted - savedUnlisted);
        saved = waiting.size();
        savedDiscarded = new TreeMap<>(discarded);
        savedUnlisted = unlisted;
        return fresh;
    }

    /** A moment's content, and how to forget it once it is durable. */
    record Full(List<PrivateManifest> manifests, int windows, Map<DeviceFacts, Long> counts, long unlisted) {}

    /** Returns all that waits. */
    synchronized Full full() {
        return new Full(manifests(waiting, discarded, unlisted), waiting.size(), new TreeMap<>(discarded), unlisted);
    }

    /** Remembers that a moment's content is in notes. */
    synchronized void saved(Full full) {
        saved = full.windows();
        savedDiscarded = new TreeMap<>(full.counts());
        savedUnlisted = full.unlisted();
    }

    /** Forgets what blocks tell of now. */
    synchronized void settle(Full full) {
        waiting = new ArrayList<>(waiting.subList(full.windows(), waiting.size()));
        saved = Math.max(0, saved - full.windows());
        full.counts().forEach((device, count) -> {
            discarded.computeIfPresent(device, (same, now) -> now > count ? Long.valueOf(now - count) : null);
            savedDiscarded.computeIfPresent(device, (same, now) -> now > count ? Long.valueOf(now - count) : null);
        });
        unlisted -= full.unlisted();
        savedUnlisted = Math.max(0, savedUnlisted - full.unlisted());
    }

    /** Puts windows in order and as many into one manifest as fit. */
    private static List<PrivateManifest> manifests(List<Origin> origins, Map<DeviceFacts, Long> counts, long unlisted) {
        List<Origin> sorted = new ArrayList<>(origins);
        sorted.sort(ORDER);
        List<PrivateManifest> manifests = new ArrayList<>();
        Map<DeviceFacts, Long> left = new TreeMap<>(counts);
        long more = unlisted;
        int at = 0;
        while (at < sorted.size() || !left.isEmpty() || more > 0) {
            Page page = new Page(left);
            while (at < sorted.size() && page.takes(sorted.get(at))) {
                at++;
            }
            manifests.add(page.manifest(Math.min(more, 0xffff_ffffL)));
            left = new TreeMap<>();
            more = 0;
        }
        return manifests;
    }

    /** One manifest that fills. */
    private static final class Page {
        private final Map<DeviceFacts, Long> devices;
        private final List<Origin> windows = new ArrayList<>();

        Page(Map<DeviceFacts, Long> counts) {
            devices = new TreeMap<>(counts);
        }

        boolean takes(Origin next) {
            boolean known = devices.containsKey(next.device());
            if (!windows.isEmpty() && ORDER.compare(windows.get(windows.size() - 1), next) == 0) {
                return true; // told twice, listed once
            }
            if (windows.size() == Layout.MAX_WINDOWS || !known && devices.size() == Layout.MAX_DEVICES) {
                return false;
            }
            devices.putIfAbsent(next.device(), 0L);
            windows.add(next);
            return true;
        }

        PrivateManifest manifest(long unlisted) {
            Map<DeviceFacts, Integer> index = new LinkedHashMap<>();
            List<PrivateManifest.Device> listed = new ArrayList<>();
            devices.forEach((facts, count) -> {
                index.put(facts, listed.size());
                listed.add(new PrivateManifest.Device(facts, Math.min(count, 0xffff_ffffL)));
            });
            List<PrivateManifest.Window> rows = windows.stream()
                    .map(each -> new PrivateManifest.Window(index.get(each.device()), each.window()))
                    .toList();
            return new PrivateManifest(listed, rows, unlisted);
        }
    }
}
