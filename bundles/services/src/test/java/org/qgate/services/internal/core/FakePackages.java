package org.qgate.services.internal.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.qgate.common.release.PublicReleaseKey;
import org.qgate.common.release.Sha256;
import org.qgate.ext.Permission;
import org.qgate.qsx.manifest.ManifestReader;
import org.qgate.qsx.manifest.ManifestWriter;
import org.qgate.qsx.manifest.Quota;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.manifest.ServiceManifest.Request;
import org.qgate.qsx.sign.PublisherKey;
import org.qgate.services.internal.parcel.Inspector;
import org.qgate.services.internal.parcel.Parcel;

/** Packages that are nothing but a manifest, signed when their publisher's key is known, or is brought. */
final class FakePackages implements Inspector {
    static final String ID = "org.example.echo";
    private static final String BRINGS_KEY = "Example with its key";
    private static final int STRANGERS = 9;

    /** Makes a publisher's key; the same number gives the same key. */
    static PublisherKey key(int number) {
        byte[] classical = new byte[32];
        byte[] quantum = new byte[1952];
        Arrays.fill(classical, (byte) number);
        Arrays.fill(quantum, (byte) number);
        return new PublisherKey("Example " + number, new PublicReleaseKey(classical, quantum));
    }

    /** A manifest in the making. */
    static final class Draft {
        private String id = ID;
        private final String version;
        private long epoch = 1;
        private PublisherKey publisher = key(1);
        private ServiceManifest.Tier tier = ServiceManifest.Tier.GUARDED;
        private final List<Request> requests = new ArrayList<>();
        private final List<ServiceManifest.Requirement> requires = new ArrayList<>();
        private Quota quota = Quota.DEFAULT;
        private String price = "";
        private String title = "Example";
        private String minimum = "0.0.0";
        private Optional<String> commands = Optional.empty();

        Draft(String version) {
            this.version = version;
        }

        Draft id(String next) {
            id = next;
            return this;
        }

        Draft commands(String scope) {
            commands = Optional.of(scope);
            return this;
        }

        Draft epoch(long next) {
            epoch = next;
            return this;
        }

        Draft publisher(int number) {
            publisher = key(number);
            return this;
        }

        /** The package brings its publisher's key. */
        Draft bringsKey() {
            title = BRINGS_KEY;
            return this;
        }

        Draft process() {
            tier = ServiceManifest.Tier.PROCESS;
            return this;
        }

        Draft quota(Map<Quota.Item, Long> numbers) {
            quota = new Quota(numbers);
            return this;
        }

        Draft price(String words) {
            price = words;
            return this;
        }

        Draft minimum(String from) {
            minimum = from;
            return this;
        }

        Draft requires(String other, String versions) {
            requires.add(new ServiceManifest.Requirement(other, versions));
            return this;
        }

        Draft asks(Permission permission, String... scope) {
            return asks(false, permission, List.of(scope));
        }

        Draft asks(boolean optional, Permission permission, List<String> scope) {
            requests.add(new Request(permission, new TreeSet<>(scope), "because", optional));
            return this;
        }

        /** Returns the package. */
        byte[] pack() {
            byte[] jar = jar(id, version);
            return ManifestWriter.write(new ServiceManifest(
                    id,
                    version,
                    epoch,
                    title,
                    "Apache-2.0",
                    new ServiceManifest.Publisher(publisher.name(), publisher.id()),
                    new ServiceManifest.Runtime(tier, "[1.0,2)", id + ".Main"),
                    List.of(new ServiceManifest.Artifact("bundle.jar", jar.length, Sha256.hex(jar))),
                    new TreeSet<>(),
                    requires,
                    requests.stream()
                            .sorted(java.util.Comparator.comparing(
                                    each -> each.permission().id()))
                            .toList(),
                    new ServiceManifest.Policies(quota, new TreeSet<>(), "", price),
                    ServiceManifest.Lifecycle.DEFAULT,
                    new ServiceManifest.Update("stable", minimum),
                    commands));
        }
    }

    static Draft version(String version) {
        return new Draft(version);
    }

    static byte[] jar(String id, String version) {
        return ("jar of " + id + " " + version).getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<PublisherKey> brought(ServiceManifest manifest) {
        return IntStream.rangeClosed(1, STRANGERS)
                .mapToObj(FakePackages::key)
                .filter(key -> manifest.title().equals(BRINGS_KEY)
                        && key.id().equals(manifest.publisher().keyId()))
                .findFirst();
    }

    @Override
    public Parcel inspect(byte[] file, Function<String, Optional<PublisherKey>> keys) {
        ServiceManifest manifest = ManifestReader.read(file);
        byte[] jar = jar(manifest.id(), manifest.version());
        return new Parcel(
                manifest,
                Sha256.hex(file),
                Sha256.hex(file),
                jar,
                Sha256.hex(jar),
                Map.of(manifest.id() + ".Main", Sha256.hex(jar)),
                keys.apply(manifest.publisher().keyId()).or(() -> brought(manifest)),
                List.of());
    }
}
