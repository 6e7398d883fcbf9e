package org.qgate.qrng.internal.fleet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.qgate.api.qrng.Alert;
import org.qgate.api.store.Row;
import org.qgate.api.store.Store;
import org.qgate.api.store.StoreMap;
import org.qgate.common.escrow.Escrow;

/** Devices and alerts in the store: namespace {@code qrng}, maps {@code sources} and {@code alerts}. Blocking; thread-safe. */
final class Ledger {
    private static final String NAMESPACE = "qrng";
    private static final String DEVICE = "org.qgate.qrng.device";
    private static final String ALERT = "org.qgate.qrng.alert";
    private static final int SCHEMA = 1;
    private static final int PAGE = 1_000;

    private final Supplier<Store> store;

    Ledger(Supplier<Store> store) {
        this.store = store;
    }

    private StoreMap map(String name) {
        return store.get().namespace(NAMESPACE).map(name);
    }

    /** Returns all devices, each as {@link Device#record} gave it. */
    List<Map<String, Object>> devices() {
        return rows(map("sources")).stream()
                .map(row -> Escrow.decode(row.value(), DEVICE, SCHEMA).state())
                .toList();
    }

    void keep(String device, Map<String, Object> record) {
        map("sources").put(key(device), new Escrow(DEVICE, SCHEMA, record).encode());
    }

    void forget(String device) {
        map("sources").remove(key(device));
    }

    private static byte[] key(String device) {
        return device.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns all alerts, oldest first. */
    List<Alert> alerts() {
        return rows(map("alerts")).stream()
                .map(row -> alert(
                        new Plain(Escrow.decode(row.value(), ALERT, SCHEMA).state())))
                .toList();
    }

    static Alert alert(Plain in) {
        return new Alert(
                in.number("number"),
                in.number("raisedWallMs"),
                in.number("clearedWallMs"),
                in.text("device"),
                in.text("code"),
                in.text("cause"),
                in.text("advice"));
    }

    void keep(Alert alert) {
        map("alerts").put(key(alert.number()), new Escrow(ALERT, SCHEMA, plain(alert)).encode());
    }

    static Map<String, Object> plain(Alert alert) {
        return Map.of(
                "number", alert.number(),
                "raisedWallMs", alert.raisedWallMs(),
                "clearedWallMs", alert.clearedWallMs(),
                "device", alert.device(),
                "code", alert.code(),
                "cause", alert.cause(),
                "advice", alert.advice());
    }

    void forget(long alert) {
        map("alerts").remove(key(alert));
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static List<Row> rows(StoreMap map) {
        List<Row> all = new ArrayList<>();
        byte[] from = new byte[0];
        while (true) {
            List<Row> some = map.range(from, new byte[0], PAGE);
            if (some.isEmpty()) {
                return all;
            }
            all.addAll(some);
            byte[] last = some.get(some.size() - 1).key();
            from = Arrays.copyOf(last, last.length + 1); // the next key there can be
        }
    }
}
