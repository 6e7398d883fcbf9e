package org.qgate.testnet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Something that starts like a distribution: its main class only waits, in a thread that is named like a shell's. */
final class FakeDistribution {
    private static final String MAIN = "package org.apache.karaf.main; public class Main {"
            + " public static void main(String[] a) throws Exception {"
            + " Thread.currentThread().setName(\"sshd-fake\"); System.out.println(\"waits\"); Thread.sleep(600000); } }";

    private FakeDistribution() {}

    static Path create(Path root) throws IOException {
        Path source = Files.createDirectories(root.resolve("src/org/apache/karaf/main"))
                .resolve("Main.java");
        Files.writeString(source, MAIN);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, null, null, "-d", root.resolve("src").toString(), source.toString()) != 0) {
            throw new IOException("cannot compile");
        }
        Path home = root.resolve("home");
        Path boot = Files.createDirectories(home.resolve("lib/boot"));
        try (OutputStream file = Files.newOutputStream(boot.resolve("main.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new JarEntry("org/apache/karaf/main/Main.class"));
            Files.copy(root.resolve("src/org/apache/karaf/main/Main.class"), jar);
        }
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("release"));
        Files.writeString(home.resolve("release/release.json"), "{}");
        Files.writeString(home.resolve("bin/setenv"), "JAVA_OPTS=\"-Xmx16m -XX:TieredStopAtLevel=1\"\n");
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(
                home.resolve("etc/org.apache.karaf.shell.cfg"), "# shell\nsshPort = 8101\nsshRealm = karaf\n");
        return home;
    }
}
