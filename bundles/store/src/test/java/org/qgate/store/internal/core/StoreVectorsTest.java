package org.qgate.store.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.qgate.store.internal.core.Stores.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.qgate.api.store.Namespace;
import org.qgate.common.json.Json;
import org.qgate.sim.FaultDisk;
import org.qgate.store.internal.journal.JournalSettings;

/** A small store against the public vectors. {@code -Dqgate.docs.write=true} writes them anew. */
class StoreVectorsTest {
    private static final Path FILE = Path.of(System.getProperty("qgate.docs", "../../docs"), "vectors", "store.json");
    private static final String NOTE = "The files of a small store of format 1 as hexadecimal texts, zeros at their"
            + " ends left out. Its seal: key = HMAC-SHA-256(secret, use/epoch as text); seal = nonce 12, AES-256-GCM"
            + " ciphertext, tag 16; mac = HMAC-SHA-256. Afterwards the map holds 'content'.";
    private static final String SECRET = "secret of the vectors";

    private static StoreCore open(FaultDisk disk) {
        JournalSettings journal = new JournalSettings(Stores.SMALL_SEGMENT, bytes("store-of-vectors"));
        StoreSettings settings = new StoreSettings(journal, Stores.LARGE_BUDGET, false);
        return new StoreCore(disk, new TestSeal(SECRET, 0x51474154, 3), new Stores.Hand(), settings);
    }

    private static FaultDisk make() {
        FaultDisk disk = new FaultDisk();
        try (StoreCore store = open(disk)) {
            Namespace space = store.namespace("peers");
            space.map("names").put(bytes("long"), new byte[3_500]);
            space.map("names").put(bytes("first"), bytes("1"));
            space.map("names").putUntil(bytes("second"), bytes("2"), 4_000_000_000_000L);
            for (int i = 0; i < 4; i++) {
                space.map("names").put(bytes("long"), new byte[3_500]);
            }
            space.batch()
                    .put("names", bytes("third"), bytes("3"))
                    .remove("names", bytes("first"))
                    .remove("names", bytes("long"))
                    .add("counters", bytes("n"), 7)
                    .commit();
        }
        return disk;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes).replaceFirst("(00)+$", "");
    }

    @Test
    void shouldWriteTheVectors() throws IOException {
        FaultDisk disk = make();
        if (Boolean.getBoolean("qgate.docs.write")) {
            write(disk);
        }
        Map<?, ?> document = (Map<?, ?>) Json.read(Files.readString(FILE));
        Map<?, ?> files = (Map<?, ?>) document.get("files");
        assertEquals(files.size(), disk.list().size());
        disk.list().forEach(name -> assertEquals(((Map<?, ?>) files.get(name)).get("bytes"), hex(disk.content(name))));
    }

    @Test
    void shouldReadTheVectors() throws IOException {
        Map<?, ?> document = (Map<?, ?>) Json.read(Files.readString(FILE));
        FaultDisk disk = new FaultDisk();
        for (Map.Entry<?, ?> each : ((Map<?, ?>) document.get("files")).entrySet()) {
            Map<?, ?> file = (Map<?, ?>) each.getValue();
            byte[] bytes = HexFormat.of().parseHex((String) file.get("bytes"));
            disk.create((String) each.getKey(), (Long) file.get("size")).write(0, bytes, 0, bytes.length);
        }
        try (StoreCore store = open(disk)) {
            assertEquals(document.get("content"), Stores.all(store, "peers", "names"));
            assertEquals(7, store.namespace("peers").map("counters").count(bytes("n")));
            store.check();
        }
    }

    private static void write(FaultDisk disk) throws IOException {
        Map<String, Object> files = new LinkedHashMap<>();
        for (String name : disk.list()) {
            byte[] content = disk.content(name);
            files.put(name, new TreeMap<>(Map.of("size", (long) content.length, "bytes", hex(content))));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", "qgate.vectors.store/1");
        document.put("note", NOTE);
        document.put("secret", SECRET);
        document.put("epoch", 3L);
        document.put("namespace_and_map", List.of("peers", "names"));
        document.put("files", files);
        document.put("content", Map.of("second", "2", "third", "3"));
        Files.writeString(FILE, Json.writePretty(document));
    }
}
