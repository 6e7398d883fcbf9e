package org.qgate.qsx.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.qgate.api.error.PackageError;
import org.qgate.common.json.CanonicalJson;
import org.qgate.common.json.Json;
import org.qgate.qsx.manifest.ServiceManifest.Artifact;
import org.qgate.qsx.manifest.ServiceManifest.Lifecycle;
import org.qgate.qsx.manifest.ServiceManifest.Policies;
import org.qgate.qsx.manifest.ServiceManifest.Publisher;
import org.qgate.qsx.manifest.ServiceManifest.Request;
import org.qgate.qsx.manifest.ServiceManifest.Requirement;
import org.qgate.qsx.manifest.ServiceManifest.Runtime;
import org.qgate.qsx.manifest.ServiceManifest.Tier;
import org.qgate.qsx.manifest.ServiceManifest.Update;
import org.qgate.qsx.refuse.RefusedPackageException;

/** Reads {@code service.json}: every field, nothing else, each within its bounds, in the one canonical form (RFC 8785). */
public final class ManifestReader {
    /** No manifest is larger. */
    public static final int LARGEST = 256 << 10;

    /** No package is larger. */
    public static final long LARGEST_FILE = 32L << 20;

    private static final Set<String> FIELDS = Set.of(
            "schema",
            "id",
            "version",
            "epoch",
            "title",
            "licence",
            "publisher",
            "runtime",
            "artifacts",
            "provides",
            "requires",
            "permissions",
            "policies",
            "lifecycle",
            "update");
    private static final Set<String> MAY_HAVE = Set.of("commands");
    private static final Map<Boolean, Set<String>> QUOTAS = Arrays.stream(Quota.Item.values())
            .collect(Collectors.partitioningBy(
                    Quota.Item::isOptional, Collectors.mapping(Quota.Item::id, Collectors.toUnmodifiableSet())));
    /** Ids that would look like the platform's packages; {@code org.qgate.extender.*} is for everybody's examples. */
    private static final List<String> RESERVED = List.of("java.", "javax.", "jdk.", "sun.", "org.osgi.", "org.qgate.");

    private static final String FIRST_PARTY = "org.qgate.extender.";
    private static final int MOST_ARTIFACTS = 32;
    private static final int MOST_ROWS = 64;
    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;

    private ManifestReader() {}

    /**
     * Reads a manifest.
     *
     * @throws RefusedPackageException with the first field that is wrong
     */
    public static ServiceManifest read(byte[] canonical) {
        Object json = json("service.json", canonical, LARGEST, PackageError.MALFORMED_MANIFEST);
        if (json instanceof Map<?, ?> map && !ServiceManifest.SCHEMA.equals(map.get("schema"))) {
            throw new RefusedPackageException(
                    PackageError.UNKNOWN_SCHEMA, "service.json.schema", Text.shown(map.get("schema")));
        }
        Fields fields = Fields.of("service.json", json, FIELDS, MAY_HAVE);
        List<Request> permissions =
                fields.sorted("permissions", MOST_ROWS, RequestReader::read, each -> each.permission()
                        .id());
        return new ServiceManifest(
                id(fields),
                fields.text("version", Text.VERSION),
                fields.number("epoch", 1, Integer.MAX_VALUE),
                fields.line("title", 1, 60),
                fields.text("licence", Text.LICENCE),
                publisher(fields.object("publisher", Set.of("name", "keyId"))),
                runtime(fields.object("runtime", Set.of("tier", "api", "entry"))),
                artifacts(fields),
                provides(fields, permissions),
                fields.sorted("requires", MOST_ROWS, ManifestReader::requirement, Requirement::id),
                permissions,
                policies(fields.object("policies", Set.of("quota", "egress", "data", "price"))),
                lifecycle(fields.object("lifecycle", Set.of("handOver", "drainMs", "readyMs", "probationMs"))),
                update(fields.object("update", Set.of("channel", "minimumFrom"))),
                fields.has("commands") ? Optional.of(commands(fields)) : Optional.empty());
    }

    /**
     * Reads JSON in canonical form.
     *
     * @param where for messages
     * @param malformed what it is refused as when it is none
     */
    public static Object json(String where, byte[] canonical, int largest, PackageError malformed) {
        if (canonical.length > largest) {
            throw new RefusedPackageException(PackageError.TOO_LARGE, where, canonical.length + " bytes");
        }
        Object json;
        try {
            json = Json.read(new String(canonical, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException odd) {
            boolean twice = String.valueOf(odd.getMessage()).contains("Duplicate field");
            throw new RefusedPackageException(twice ? PackageError.DUPLICATE_KEY : malformed, where, odd);
        }
        if (!isCanonical(json, canonical)) {
            throw new RefusedPackageException(malformed, where, "not in canonical form (RFC 8785)");
        }
        return json;
    }

    private static boolean isCanonical(Object json, byte[] bytes) {
        try {
            return Arrays.equals(CanonicalJson.write(json), bytes);
        } catch (IllegalArgumentException noForm) {
            return false; // a fraction or a lone surrogate
        }
    }

    private static String commands(Fields fields) {
        Object value = fields.value("commands");
        if (value instanceof String scope && CommandScopes.isFree(scope)) {
            return scope;
        }
        throw new RefusedPackageException(PackageError.COMMAND_SCOPE, fields.path("commands"), Text.shown(value));
    }

    private static String id(Fields fields) {
        String id = id(fields, "id");
        if (RESERVED.stream().anyMatch(id::startsWith) && !id.startsWith(FIRST_PARTY)) {
            throw new RefusedPackageException(PackageError.RESERVED_ID, fields.path("id"), id);
        }
        return id;
    }

    private static String id(Fields fields, String name) {
        if (fields.value(name) instanceof String text && Text.ID.matcher(text).matches()) {
            return text;
        }
        throw new RefusedPackageException(PackageError.RESERVED_ID, fields.path(name), Text.shown(fields.value(name)));
    }

    private static Publisher publisher(Fields fields) {
        return new Publisher(fields.line("name", 1, 60), fields.text("keyId", Text.DIGEST));
    }

    private static Runtime runtime(Fields fields) {
        Tier tier = Stream.of(Tier.values())
                .filter(each -> each.id().equals(fields.value("tier")))
                .findFirst()
                .orElseThrow(() -> Fields.wrong(fields.path("tier"), fields.value("tier")));
        return new Runtime(tier, fields.text("api", Text.RANGE), fields.text("entry", Text.CLASS));
    }

    private static List<Artifact> artifacts(Fields fields) {
        List<Artifact> artifacts = fields.list("artifacts", MOST_ARTIFACTS, ManifestReader::artifact);
        long bundles = artifacts.stream().filter(ManifestReader::isBundle).count();
        if (bundles != 1 || !isBundle(artifacts.get(0))) {
            throw Fields.wrong(fields.path("artifacts"), "not exactly one bundle, in the first place");
        }
        for (int i = 2; i < artifacts.size(); i++) {
            if (artifacts.get(i - 1).file().compareTo(artifacts.get(i).file()) >= 0) {
                throw Fields.wrong(fields.path("artifacts"), "files not sorted, or one twice");
            }
        }
        return artifacts;
    }

    private static boolean isBundle(Artifact artifact) {
        return artifact.file().endsWith(".jar");
    }

    private static Artifact artifact(String path, Object json) {
        Fields fields = Fields.of(path, json, Set.of("file", "size", "sha256"));
        return new Artifact(
                fields.text("file", Text.FILE),
                fields.number("size", 1, LARGEST_FILE),
                fields.text("sha256", Text.DIGEST));
    }

    /** What is provided is also asked for, so that the operator sees it. */
    private static SortedSet<String> provides(Fields fields, List<Request> permissions) {
        SortedSet<String> provides = fields.texts("provides", MOST_ROWS, Text.PROTOCOL);
        Set<String> accepted = permissions.stream()
                .filter(each -> each.permission() == org.qgate.ext.Permission.NET_ACCEPT)
                .flatMap(each -> each.scope().stream())
                .collect(Collectors.toSet());
        if (!accepted.containsAll(provides)) {
            throw Fields.wrong(fields.path("provides"), "a protocol that is not in the scope of net.accept");
        }
        return provides;
    }

    private static Requirement requirement(String path, Object json) {
        Fields fields = Fields.of(path, json, Set.of("id", "versions"));
        return new Requirement(id(fields, "id"), fields.text("versions", Text.RANGE));
    }

    private static Policies policies(Fields fields) {
        Fields numbers = fields.object("quota", QUOTAS.get(false), QUOTAS.get(true));
        Map<Quota.Item, Long> quota = new EnumMap<>(Quota.Item.class);
        for (Quota.Item item : Quota.Item.values()) {
            if (numbers.has(item.id())) {
                quota.put(item, numbers.number(item.id(), item.least(), item.most()));
            }
        }
        return new Policies(
                new Quota(quota),
                fields.texts("egress", 0, Text.PROTOCOL),
                fields.line("data", 0, 500),
                fields.line("price", 0, 200));
    }

    private static Lifecycle lifecycle(Fields fields) {
        return new Lifecycle(
                fields.flag("handOver"),
                fields.number("drainMs", 0, HOUR_MS),
                fields.number("readyMs", 100, 120_000),
                fields.number("probationMs", 0, DAY_MS));
    }

    private static Update update(Fields fields) {
        return new Update(fields.text("channel", Text.CHANNEL), fields.text("minimumFrom", Text.VERSION));
    }
}
