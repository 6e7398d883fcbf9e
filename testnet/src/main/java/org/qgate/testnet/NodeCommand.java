package org.qgate.testnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command line of one node: what {@code bin/qgate} of the distribution would run, with the node's own folders. The
 * shell only reads the distribution's Java options and is then replaced by Java, so the process number stays.
 */
final class NodeCommand {
    private static final String SCRIPT =
            "umask 077; ulimit -c 0; . \"$1/bin/setenv\"; shift; java=$1; shift; exec \"$java\" $JAVA_OPTS \"$@\"";

    /** What the distribution's launcher opens of the JDK. */
    private static final List<String> MODULES = List.of(
            "--add-reads=java.xml=java.logging",
            "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED");

    private NodeCommand() {}

    static List<String> of(TestnetOptions options, Path home, Path base) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "/bin/bash",
                "-c",
                SCRIPT,
                "qgate",
                home.toString(),
                options.java().toString()));
        command.addAll(options.javaOptions());
        command.addAll(MODULES);
        for (Path jar : jars(home.resolve("lib").resolve("endorsed"))) {
            String name = jar.getFileName().toString();
            if (name.startsWith("org.apache.karaf.specs.locator-")) {
                command.add("--patch-module=java.base=" + jar);
            } else if (name.matches("org\\.apache\\.karaf\\.specs\\.java\\.xml-[0-9].*")) {
                command.add("--patch-module=java.xml=" + jar);
            }
        }
        Path data = base.resolve("data");
        command.addAll(List.of(
                "-XX:ErrorFile=" + data.resolve("log").resolve("java-error.log"),
                "-Dkaraf.home=" + home,
                "-Dkaraf.base=" + base,
                "-Dkaraf.data=" + data,
                "-Dkaraf.etc=" + base.resolve("etc"),
                "-Dkaraf.log=" + data.resolve("log"),
                "-Dkaraf.instances=" + data.resolve("instances"),
                "-Djava.io.tmpdir=" + data.resolve("tmp"),
                "-Djava.util.logging.config.file=" + base.resolve("etc").resolve("java.util.logging.properties"),
                "-Dkaraf.startLocalConsole=false",
                "-Dkaraf.startRemoteShell=true",
                "-classpath",
                classpath(home),
                "org.apache.karaf.main.Main"));
        return command;
    }

    private static String classpath(Path home) throws IOException {
        List<Path> jars = new ArrayList<>(jars(home.resolve("lib").resolve("boot")));
        jars.addAll(jars(home.resolve("lib").resolve("jdk9plus")));
        return String.join(":", jars.stream().map(Path::toString).toList());
    }

    private static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
