package org.qgate.packer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qgate.api.error.PackageError;
import org.qgate.common.json.CanonicalJson;
import org.qgate.qsx.manifest.ManifestReader;
import org.qgate.qsx.manifest.Quota;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.manifest.ServiceManifest.Lifecycle;
import org.qgate.qsx.manifest.ServiceManifest.Update;
import org.qgate.qsx.refuse.Refusal;
import org.qgate.qsx.refuse.RefusedPackageException;
import org.qgate.release.SecretKey;

/**
 * Reads {@code service.yaml}: the fields of the manifest in the author's words. What has a standard may be left out, what the
 * packer knows itself (artifacts, key id) cannot be said, and nothing else may stand there.
 */
final class ServiceYaml {
    private static final String FILE = "service.yaml";
    private static final Set<String> FIELDS = Set.of(
            "id",
            "version",
            "epoch",
            "title",
            "licence",
            "publisher",
            "entry",
            "tier",
            "api",
            "commands",
            "prune",
            "provides",
            "requires",
            "permissions",
            "policies",
            "lifecycle",
            "update");
    /** Until the bundle is there; a manifest without one is none. */
    private static final Map<String, Object> TO_BE_MADE = Map.of("file", "a.jar", "size", 1L, "sha256", "0".repeat(64));

    private final SecretKey key;
    private final String qualifier;

    /** @param qualifier what each version ends with; may be empty */
    ServiceYaml(SecretKey key, String qualifier) {
        this.key = key;
        this.qualifier = qualifier;
    }

    /**
     * What stands there.
     *
     * @param prune whether what the entry class does not need is cut
     */
    record Read(ServiceManifest manifest, boolean prune) {}

    /**
     * Reads it.
     *
     * @param version when the file names none
     * @throws RefusedPackageException naming the field that is wrong
     */
    Read read(String yaml, String version) {
        Map<String, Object> given = Yaml.read(FILE, yaml);
        known(FILE, given, FIELDS);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", ServiceManifest.SCHEMA);
        for (String name : List.of("id", "title", "licence")) {
            copy(given, json, name);
        }
        json.put("version", qualified(given.getOrDefault("version", version)));
        json.put("epoch", given.getOrDefault("epoch", 1L));
        json.put("publisher", publisher(given));
        json.put("runtime", runtime(given));
        copy(given, json, "commands");
        json.put("artifacts", List.of(TO_BE_MADE));
        json.put("provides", sorted(given.getOrDefault("provides", List.of())));
        json.put("requires", rows("requires", given, Map.of("versions", "[1,2)"), "id"));
        json.put("permissions", rows("permissions", given, Map.of("scope", List.of(), "optional", false), "name"));
        json.put("policies", policies(section(given, "policies")));
        json.put("lifecycle", lifecycle(section(given, "lifecycle")));
        json.put("update", update(section(given, "update")));
        return new Read(manifest(json), prune(given));
    }

    private Object qualified(Object version) {
        if (qualifier.isEmpty() || !(version instanceof String text)) {
            return version;
        }
        boolean hasOne = text.chars().filter(each -> each == '.').count() > 2;
        return text + (hasOne ? "-" : ".") + qualifier;
    }

    private static boolean prune(Map<String, Object> given) {
        if (given.getOrDefault("prune", true) instanceof Boolean prune) {
            return prune;
        }
        throw new RefusedPackageException(PackageError.WRONG_VALUE, FILE + ".prune", "neither true nor false");
    }

    private static ServiceManifest manifest(Map<String, Object> json) {
        try {
            return ManifestReader.read(CanonicalJson.write(json));
        } catch (RefusedPackageException refused) {
            throw new RefusedPackageException(refused.refusals().stream()
                    .map(each -> new Refusal(
                            each.code(),
                            each.where().replace("service.json", FILE).replace(".runtime", ""),
                            each.what()))
                    .toList());
        }
    }

    private Map<String, Object> publisher(Map<String, Object> given) {
        Map<String, Object> publisher = new LinkedHashMap<>();
        if (given.containsKey("publisher")) {
            publisher.put("name", given.get("publisher"));
        }
        publisher.put("keyId", Packer.publisher("", key).id());
        return publisher;
    }

    private static Map<String, Object> runtime(Map<String, Object> given) {
        Map<String, Object> runtime = new LinkedHashMap<>();
        runtime.put("tier", given.getOrDefault("tier", "guarded"));
        runtime.put("api", given.getOrDefault("api", "[1,2)"));
        copy(given, runtime, "entry");
        return runtime;
    }

    private static Map<String, Object> policies(Map<String, Object> given) {
        known(FILE + ".policies", given, Set.of("quota", "egress", "data", "price"));
        Map<String, Object> quota = new LinkedHashMap<>();
        for (Quota.Item item : Quota.Item.values()) {
            quota.put(item.id(), item.usual());
        }
        quota.putAll(section(given, "quota"));
        Map<String, Object> policies = new LinkedHashMap<>(Map.of("egress", List.of(), "data", "", "price", ""));
        policies.putAll(given);
        policies.put("quota", quota);
        return policies;
    }

    private static Map<String, Object> lifecycle(Map<String, Object> given) {
        Map<String, Object> lifecycle = new LinkedHashMap<>();
        lifecycle.put("handOver", Lifecycle.DEFAULT.handOver());
        lifecycle.put("drainMs", Lifecycle.DEFAULT.drainMs());
        lifecycle.put("readyMs", Lifecycle.DEFAULT.readyMs());
        lifecycle.put("probationMs", Lifecycle.DEFAULT.probationMs());
        lifecycle.putAll(given);
        return lifecycle;
    }

    private static Map<String, Object> update(Map<String, Object> given) {
        Map<String, Object> update = new LinkedHashMap<>();
        update.put("channel", Update.DEFAULT.channel());
        update.put("minimumFrom", Update.DEFAULT.minimumFrom());
        update.putAll(given);
        return update;
    }

    /** Rows with what they left out, in the order that manifests want. */
    private static Object rows(String name, Map<String, Object> given, Map<String, Object> standard, String order) {
        if (!(given.getOrDefault(name, List.of()) instanceof List<?> list)) {
            return given.get(name); // the reader says what it should be
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Object each : list) {
            Map<String, Object> row = new LinkedHashMap<>(standard);
            row.putAll(Yaml.map(FILE + "." + name, each));
            row.computeIfPresent("scope", (field, scope) -> sorted(scope));
            rows.add(row);
        }
        rows.sort(Comparator.comparing(row -> String.valueOf(row.get(order))));
        return rows;
    }

    private static Object sorted(Object texts) {
        return texts instanceof List<?> list
                ? list.stream().sorted(Comparator.comparing(String::valueOf)).toList()
                : texts;
    }

    private static Map<String, Object> section(Map<String, Object> given, String name) {
        return given.containsKey(name) ? Yaml.map(FILE + "." + name, given.get(name)) : Map.of();
    }

    private static void copy(Map<String, Object> from, Map<String, Object> to, String name) {
        if (from.containsKey(name)) {
            to.put(name, from.get(name));
        }
    }

    private static void known(String path, Map<String, Object> given, Set<String> names) {
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                throw new RefusedPackageException(PackageError.UNKNOWN_FIELD, path, name);
            }
        }
    }
}
