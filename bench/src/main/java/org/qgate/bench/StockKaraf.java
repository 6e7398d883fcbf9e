package org.qgate.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Optional;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/** Stock Karaf, unpacked from its archive, with one key that may log in: nothing else is changed but the port. */
final class StockKaraf implements Boot {
    private final Path archive;
    private final int port;
    private final KeyPair operator;

    StockKaraf(Path archive, int port) {
        this.archive = archive;
        this.port = port;
        this.operator = newKey();
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void prepare(Path dir) throws IOException {
        Files.createDirectories(dir);
        Tool.run("tar", "-xzf", archive.toString(), "--strip-components=1", "-C", dir.toString());
        String blob = PublicKeyEntry.toString(operator.getPublic()).split(" ")[1];
        Files.writeString(
                dir.resolve("etc/keys.properties"),
                "\nkaraf=" + blob
                        + ",_g_:admingroup\n_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh\n",
                StandardCharsets.US_ASCII,
                StandardOpenOption.APPEND);
        Path shell = dir.resolve("etc/org.apache.karaf.shell.cfg");
        Files.writeString(
                shell,
                Files.readString(shell)
                        .replaceAll("(?m)^sshPort *=.*$", "sshPort = " + port)
                        .replaceAll("(?m)^sshHost *=.*$", "sshHost = 127.0.0.1"));
    }

    @Override
    public Process start(Path dir) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(dir.resolve("bin/karaf").toString(), "daemon");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("KARAF_REDIRECT", dir.resolve("console.log").toString());
        return builder.directory(dir.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("console.log").toFile())
                .start();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return "karaf";
    }

    @Override
    public SshProbe.Key key(Path dir) {
        return () -> Optional.of(operator);
    }
}
