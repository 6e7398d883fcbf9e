package org.qgate.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.qgate.packer.Packer;
import org.qgate.release.SecretKey;

/** Echo's own classes and manifest under other versions, or asking for more. */
final class EchoPackages {
    static final String ID = "org.qgate.extender.echo";

    private EchoPackages() {}

    /** Packs it under a version as it is, signed by the key that built the distribution. */
    static Path pack(Path folder, String version) throws IOException {
        return pack(folder, version, yaml(), UpdatePackages.key());
    }

    /** Packs it under a version with other words, signed by any key. */
    static Path pack(Path folder, String version, String yaml, SecretKey key) throws IOException {
        Files.createDirectories(folder);
        byte[] jar = Files.readAllBytes(module().resolve("target/org.qgate.extender.echo-0.1.0.jar"));
        Packer.Packed packed = new Packer(key).pack(yaml, version, jar, Map.of());
        return Files.write(folder.resolve("echo-" + version + ".qsx").toAbsolutePath(), packed.file());
    }

    /** Returns echo's {@code service.yaml}, with a short probation, and a scope of commands. */
    static String yaml() throws IOException {
        return Files.readString(module().resolve("src/main/qsx/service.yaml"))
                .replaceAll("drainMs: [0-9]+", "drainMs: 1000")
                .replaceAll("probationMs: [0-9]+", "probationMs: 1000")
                .replaceFirst("(?m)^permissions:", "commands: echoes\npermissions:");
    }

    /** Returns the same asking for one more permission. */
    static String wider() throws IOException {
        String more = "permissions:\n  - {name: event.publish, scope: [echo/asked], reason: It tells who asked.}\n";
        return yaml().replace("permissions:\n", more);
    }

    private static Path module() {
        return Path.of(System.getProperty("qgate.root"), "bundles/extenders/echo");
    }
}
