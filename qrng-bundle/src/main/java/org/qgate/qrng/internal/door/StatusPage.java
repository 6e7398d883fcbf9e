package org.qgate.qrng.internal.door;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.local.HttpAnswer;
import org.qgate.api.qrng.DeviceInfo;
import org.qgate.api.qrng.PoolInfo;
import org.qgate.api.qrng.Qrng;
import org.qgate.api.qrng.Subscription;
import org.qgate.common.json.Json;

/** Tells programs how randomness stands: nothing of where devices are or who else takes what. Thread-safe. */
final class StatusPage {
    private final Qrng qrng;

    StatusPage(Qrng qrng) {
        this.qrng = qrng;
    }

    HttpAnswer answer() {
        PoolInfo pool = qrng.pool();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("degraded", pool.degraded());
        fields.put("readyBytes", pool.bytes());
        fields.put("capacityBytes", pool.capacityBytes());
        fields.put("waiting", pool.waiting());
        fields.put("devices", qrng.devices().stream().map(StatusPage::device).toList());
        fields.put(
                "servers", qrng.subscriptions().stream().map(StatusPage::server).toList());
        List<String> streams = qrng.streams();
        fields.put("stream", streams.isEmpty() ? null : streams.get(0));
        fields.put(
                "alerts",
                qrng.alerts().stream().filter(each -> each.clearedWallMs() == 0).count());
        return HttpAnswer.json(200, Json.write(fields));
    }

    private static Map<String, Object> device(DeviceInfo device) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", device.spec().name());
        fields.put("state", device.state());
        fields.put("provenance", device.provenance());
        fields.put("quantum", device.provenance().mayBeQuantum());
        fields.put("bytesPerSecond", device.bytesPerSecond());
        fields.put("creditedMinEntropy", device.creditedMinEntropy());
        fields.put("bitsPerSample", device.spec().bitsPerSample());
        return fields;
    }

    private static Map<String, Object> server(Subscription subscription) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("node", subscription.server().toString());
        fields.put("state", subscription.state());
        fields.put("bytesPerSecond", subscription.bytesPerSecond());
        return fields;
    }
}
