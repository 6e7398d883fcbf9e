package org.qgate.qsx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.qgate.api.error.ErrorCode;
import org.qgate.ext.Permission;
import org.qgate.qsx.manifest.Quota;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.manifest.ServiceManifest.Lifecycle;
import org.qgate.qsx.manifest.ServiceManifest.Policies;
import org.qgate.qsx.manifest.ServiceManifest.Publisher;
import org.qgate.qsx.manifest.ServiceManifest.Request;
import org.qgate.qsx.manifest.ServiceManifest.Requirement;
import org.qgate.qsx.manifest.ServiceManifest.Runtime;
import org.qgate.qsx.manifest.ServiceManifest.Tier;
import org.qgate.qsx.manifest.ServiceManifest.Update;
import org.qgate.qsx.refuse.Refusal;
import org.qgate.qsx.sign.PublisherKey;

/** A small extender that is right in every respect, for tests that make one thing wrong. */
public final class Samples {
    /** Who signs it. */
    public static final TestKeys PUBLISHER = new TestKeys("Example", 7);

    /** Somebody else. */
    public static final TestKeys STRANGER = new TestKeys("Stranger", 9);

    /** A judge as a node has one. */
    public static final Qsx QSX = new Qsx(TestKeys.VERIFIER);

    /** Its one class. */
    public static final String SERVICE = """
            package org.example.echo;
            public final class Echo implements org.qgate.ext.Service {
                @Override public void start(org.qgate.ext.Host host) {
                    host.net().serve("echo/1", (caller, request) -> request);
                }
            }
            """;

    private static final Map<String, byte[]> CLASSES = TestCompiler.compile(SERVICE);

    private Samples() {}

    /** Returns its class files; the map may be changed. */
    public static Map<String, byte[]> classes() {
        return new HashMap<>(CLASSES);
    }

    /** Returns its manifest, without artifacts. */
    public static ServiceManifest manifest() {
        return manifest(List.of(
                request(Permission.LOG_WRITE, false),
                request(Permission.NET_ACCEPT, false, "echo/1"),
                request(Permission.NET_DIAL, true, "echo/1", "time/1")));
    }

    /** Returns its manifest with other permissions. */
    public static ServiceManifest manifest(List<Request> permissions) {
        return new ServiceManifest(
                "org.example.echo",
                "1.2.3",
                1,
                "Echo",
                "Apache-2.0",
                new Publisher("Example", PUBLISHER.key().id()),
                new Runtime(Tier.GUARDED, "[1.0,2)", "org.example.echo.Echo"),
                List.of(),
                new TreeSet<>(List.of("echo/1")),
                List.of(new Requirement("org.example.time", "[1.0,2)")),
                permissions,
                new Policies(Quota.DEFAULT, new TreeSet<>(), "Keeps nothing.", ""),
                Lifecycle.DEFAULT,
                Update.DEFAULT,
                Optional.empty());
    }

    /** Returns one permission. */
    public static Request request(Permission permission, boolean optional, String... scope) {
        return new Request(permission, new TreeSet<>(Arrays.asList(scope)), "It says so.", optional);
    }

    /** Returns the whole package. */
    public static byte[] file() {
        return file(manifest(), classes());
    }

    /** Returns a package with these classes and headers that match. */
    public static byte[] file(ServiceManifest manifest, Map<String, byte[]> files) {
        return file(manifest, Packing.bundle(manifest, files));
    }

    /** Returns a signed package with this bundle. */
    public static byte[] file(ServiceManifest manifest, byte[] bundle) {
        return Packing.pack(Packing.listed(manifest, bundle, Map.of()), bundle, Map.of(), Optional.empty(), PUBLISHER);
    }

    /** Trusts the publisher alone. */
    public static Optional<PublisherKey> trust(String keyId) {
        return Stream.of(PUBLISHER.key()).filter(key -> key.id().equals(keyId)).findFirst();
    }

    /** Returns everything that speaks against a file. */
    public static List<Refusal> refusals(byte[] file) {
        return QSX.inspect(file, Samples::trust).refusals();
    }

    /** Returns the codes of everything that speaks against a file. */
    public static List<ErrorCode> codes(byte[] file) {
        return refusals(file).stream().map(Refusal::code).distinct().toList();
    }
}
