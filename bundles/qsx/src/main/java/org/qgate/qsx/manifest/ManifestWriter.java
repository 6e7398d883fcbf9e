package org.qgate.qsx.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.common.json.CanonicalJson;
import org.qgate.qsx.refuse.RefusedPackageException;

/** Writes {@code service.json}. */
public final class ManifestWriter {
    private ManifestWriter() {}

    /**
     * Returns a manifest in canonical form (RFC 8785), which {@link ManifestReader} reads to an equal one.
     *
     * @throws RefusedPackageException when no reader would take it
     */
    public static byte[] write(ServiceManifest manifest) {
        byte[] bytes = CanonicalJson.write(json(manifest));
        ManifestReader.read(bytes);
        return bytes;
    }

    private static Map<String, Object> json(ServiceManifest manifest) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", ServiceManifest.SCHEMA);
        json.put("id", manifest.id());
        json.put("version", manifest.version());
        json.put("epoch", manifest.epoch());
        json.put("title", manifest.title());
        json.put("licence", manifest.licence());
        json.put(
                "publisher",
                Map.of(
                        "name",
                        manifest.publisher().name(),
                        "keyId",
                        manifest.publisher().keyId()));
        json.put(
                "runtime",
                Map.of(
                        "tier",
                        manifest.runtime().tier().id(),
                        "api",
                        manifest.runtime().api(),
                        "entry",
                        manifest.runtime().entry()));
        json.put(
                "artifacts",
                manifest.artifacts().stream()
                        .map(each -> Map.of("file", each.file(), "size", each.size(), "sha256", each.sha256()))
                        .toList());
        json.put("provides", List.copyOf(manifest.provides()));
        json.put(
                "requires",
                manifest.requires().stream()
                        .map(each -> Map.of("id", each.id(), "versions", each.versions()))
                        .toList());
        manifest.commands().ifPresent(scope -> json.put("commands", scope));
        json.put("permissions", permissions(manifest));
        json.put("policies", policies(manifest.policies()));
        json.put("lifecycle", lifecycle(manifest.lifecycle()));
        json.put(
                "update",
                Map.of(
                        "channel",
                        manifest.update().channel(),
                        "minimumFrom",
                        manifest.update().minimumFrom()));
        return json;
    }

    private static List<Object> permissions(ServiceManifest manifest) {
        List<Object> rows = new ArrayList<>();
        for (ServiceManifest.Request each : manifest.permissions()) {
            rows.add(Map.of(
                    "name",
                    each.permission().id(),
                    "scope",
                    List.copyOf(each.scope()),
                    "reason",
                    each.reason(),
                    "optional",
                    each.optional()));
        }
        return rows;
    }

    private static Map<String, Object> policies(ServiceManifest.Policies policies) {
        Map<String, Object> quota = new LinkedHashMap<>();
        for (Quota.Item item : Quota.Item.values()) {
            long number = policies.quota().of(item);
            if (!item.isOptional() || number != item.usual()) {
                quota.put(item.id(), number);
            }
        }
        return Map.of(
                "quota",
                quota,
                "egress",
                List.copyOf(policies.egress()),
                "data",
                policies.data(),
                "price",
                policies.price());
    }

    private static Map<String, Object> lifecycle(ServiceManifest.Lifecycle lifecycle) {
        return Map.of(
                "handOver", lifecycle.handOver(),
                "drainMs", lifecycle.drainMs(),
                "readyMs", lifecycle.readyMs(),
                "probationMs", lifecycle.probationMs());
    }
}
