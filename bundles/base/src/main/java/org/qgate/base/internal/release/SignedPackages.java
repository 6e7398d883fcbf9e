package org.qgate.base.internal.release;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.common.json.CanonicalJson;
import org.qgate.common.json.Json;

/**
 * Reads packages ({@code .qsx}): a ZIP with {@code service.json}, its signature {@code service.dsse} and exactly one
 * bundle. Nothing unlisted is in it, and nothing is believed before the signature was verified. Thread-safe.
 */
final class SignedPackages implements PackageReader {
    static final String PAYLOAD_TYPE = "application/vnd.qgate.service+json";
    static final String SCHEMA = "qgate.service/1";
    private static final String MANIFEST = "service.json";
    private static final String SIGNATURE = "service.dsse";
    private static final long LARGEST_JAR = 16L << 20;
    private static final long LARGEST_TEXT = 1L << 20;
    private static final Set<String> MEMBERS =
            Set.of("schema", "id", "version", "epoch", "title", "licence", "publisher", "runtime", "artifacts");

    private final ReleaseKey key;
    private final Version api;
    private final long epoch;

    /**
     * Makes a reader.
     *
     * @param api the version of the contracts that this node has
     * @param epoch the newest data format that this node can keep
     */
    SignedPackages(ReleaseKey key, Version api, long epoch) {
        this.key = key;
        this.api = api;
        this.epoch = epoch;
    }

    @Override
    public CorePackage read(byte[] file) {
        Map<String, byte[]> entries = entries(file);
        byte[] manifest = entries.remove(MANIFEST);
        byte[] signature = entries.remove(SIGNATURE);
        if (signature == null) {
            throw new QGateException(UpdateError.UNSIGNED, "the package has no " + SIGNATURE);
        }
        if (manifest == null || entries.size() != 1) {
            throw altered("a package has service.json, service.dsse and one bundle, nothing else");
        }
        byte[] payload = key.verified(signature, PAYLOAD_TYPE, "the package");
        if (!Arrays.equals(payload, manifest)) {
            throw altered("service.json is not what was signed");
        }
        Map.Entry<String, byte[]> bundle = entries.entrySet().iterator().next();
        return checked(document(manifest), bundle.getKey(), bundle.getValue(), file);
    }

    private static QGateException altered(String why) {
        return new QGateException(UpdateError.ALTERED, why);
    }

    private static Map<String, byte[]> entries(byte[] file) {
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName();
                boolean plain = name.matches("[A-Za-z0-9][A-Za-z0-9._-]*");
                long most = name.endsWith(".jar") ? LARGEST_JAR : LARGEST_TEXT;
                byte[] content = plain ? in.readNBytes((int) most + 1) : new byte[0];
                if (!plain || content.length > most || entries.size() == 3 || entries.put(name, content) != null) {
                    throw altered("the package has an entry too many, twice, too large or oddly named");
                }
            }
        } catch (IOException | IllegalArgumentException malformed) {
            throw new QGateException(UpdateError.ALTERED, "not a package: " + malformed.getMessage(), malformed);
        }
        return entries;
    }

    private static Map<?, ?> document(byte[] manifest) {
        try {
            Object read = Json.read(new String(manifest, StandardCharsets.UTF_8));
            if (read instanceof Map<?, ?> map
                    && map.keySet().equals(MEMBERS)
                    && SCHEMA.equals(map.get("schema"))
                    && Arrays.equals(CanonicalJson.write(map), manifest)) {
                return map;
            }
        } catch (IllegalArgumentException malformed) {
            throw new QGateException(UpdateError.ALTERED, "service.json: " + malformed.getMessage(), malformed);
        }
        throw altered("service.json is not a " + SCHEMA + " document in canonical form");
    }

    private CorePackage checked(Map<?, ?> manifest, String name, byte[] jar, byte[] file) {
        try {
            String bsn = (String) manifest.get("id");
            Version version = Version.parseVersion((String) manifest.get("version"));
            Map<?, ?> runtime = (Map<?, ?>) manifest.get("runtime");
            Map<?, ?> artifact = (Map<?, ?>) ((List<?>) manifest.get("artifacts")).get(0);
            String sha256 = ReleaseList.sha256(jar);
            if (((List<?>) manifest.get("artifacts")).size() != 1
                    || !name.equals(artifact.get("file"))
                    || !sha256.equals(artifact.get("sha256"))
                    || ((Number) artifact.get("size")).longValue() != jar.length) {
                throw altered(name + " is not the artifact that the manifest names");
            }
            if (!"core".equals(runtime.get("tier"))) {
                throw new QGateException(
                        UpdateError.UNKNOWN, bsn + " is of tier " + runtime.get("tier") + ", not core");
            }
            requireBundle(jar, bsn, version);
            requireRoom(bsn, (String) runtime.get("api"), ((Number) manifest.get("epoch")).longValue());
            return new CorePackage(bsn, version, sha256, key.id(), () -> jar, file);
        } catch (ClassCastException | NullPointerException | IndexOutOfBoundsException | IllegalArgumentException odd) {
            throw new QGateException(UpdateError.ALTERED, "service.json: " + odd.getMessage(), odd);
        }
    }

    private static void requireBundle(byte[] jar, String bsn, Version version) {
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            Manifest headers = in.getManifest();
            Attributes main = headers == null ? new Attributes() : headers.getMainAttributes();
            boolean same = bsn.equals(main.getValue("Bundle-SymbolicName"))
                    && version.equals(Version.parseVersion(main.getValue("Bundle-Version")));
            if (!same || main.getValue("Export-Package") != null) {
                throw altered("the jar is not the swappable bundle " + bsn + " " + version);
            }
        } catch (IOException malformed) {
            throw new QGateException(UpdateError.ALTERED, "the bundle: " + malformed.getMessage(), malformed);
        }
    }

    private void requireRoom(String bsn, String apiRange, long needed) {
        if (!VersionRange.valueOf(apiRange).includes(api)) {
            throw new QGateException(
                    UpdateError.TOO_NEW, bsn + " needs contracts " + apiRange + ", this node has " + api);
        }
        if (needed > epoch) {
            throw new QGateException(
                    UpdateError.TOO_NEW, bsn + " needs data of epoch " + needed + ", this node has " + epoch);
        }
    }
}
