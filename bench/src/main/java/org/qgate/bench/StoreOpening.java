package org.qgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.qgate.api.store.StoreStatus;
import org.qgate.bench.engine.Engine;
import org.qgate.bench.engine.OurEngine;
import org.qgate.bench.engine.Records;
import org.qgate.common.json.Json;
import org.qgate.testnet.ProcessCost;

/** A process of its own that fills a store or opens it and says what that took: nothing else is in its memory. */
public final class StoreOpening {
    /** What the bound on opening ten million records names. */
    static final long INDEX_BUDGET = 2L << 30;

    private static final int FILLING = 1_000;
    private static final int SAID = 500_000;

    private StoreOpening() {}

    /** {@code fill FOLDER RECORDS} or {@code open FOLDER RECORDS}. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        long records = Long.parseLong(arguments[2]);
        if (arguments[0].equals("fill")) {
            fill(folder, records);
        } else {
            System.out.println(Json.write(open(folder, records)));
        }
    }

    private static void fill(Path folder, long records) throws IOException {
        try (OurEngine engine = new OurEngine(folder, INDEX_BUDGET)) {
            for (long from = 0; from < records; from += FILLING) {
                engine.put(Records.batch(from, FILLING));
                if ((from + FILLING) % SAID == 0) {
                    System.err.println("filled: " + (from + FILLING) + " of " + records);
                }
            }
        }
    }

    private static Map<String, Object> open(Path folder, long records) throws IOException {
        long pid = ProcessHandle.current().pid();
        try (OurEngine warm = new OurEngine(folder.resolveSibling("empty"), INDEX_BUDGET)) {
            warm.put(Records.batch(0, 1)); // classes and the vault are there: what comes now is the store's
        }
        System.gc();
        long before = ProcessCost.residentBytes(pid);
        try (OurEngine engine = new OurEngine(folder, INDEX_BUDGET)) {
            long read = engine.read();
            check(engine, records);
            System.gc();
            StoreStatus status = engine.status();
            Map<String, Object> found = new LinkedHashMap<>();
            found.put("seconds", engine.openedSeconds());
            found.put("cpuSeconds", engine.openedCpuSeconds());
            found.put("records", status.records());
            found.put("footers", status.footersRead());
            found.put("scanned", status.segmentsScanned());
            found.put("segments", status.segments());
            found.put("readBytes", read);
            found.put("diskBytes", status.diskBytes());
            found.put("indexBytes", status.indexBytes());
            found.put("residentBefore", before);
            found.put("resident", ProcessCost.residentBytes(pid));
            found.put("residentPeak", peak());
            return found;
        }
    }

    private static void check(Engine engine, long records) {
        for (long number = 0; number < records; number += Math.max(1, records / 1_000)) {
            if (!Records.matches(number, engine.get(Records.key(number)))) {
                throw new IllegalStateException("record " + number + " is lost");
            }
        }
    }

    private static long peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}
