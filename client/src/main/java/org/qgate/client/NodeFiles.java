package org.qgate.client;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Where a node's shell is and which keys open it.
 *
 * @param port TCP port of the shell on 127.0.0.1
 * @param operatorKey private key file of the operator, PEM
 * @param hostKey public key file of the node's SSH server, one OpenSSH line
 */
public record NodeFiles(int port, Path operatorKey, Path hostKey) {
    private static final int DEFAULT_PORT = 8101;

    /**
     * Reads the port from a node's configuration.
     *
     * @param base the node's folder; configuration is in {@code etc}, state in {@code data/qgate}
     */
    public static NodeFiles of(Path base) throws IOException {
        return of(base.resolve("etc"), base.resolve("data"));
    }

    /** The same for folders that stand elsewhere. */
    public static NodeFiles of(Path etc, Path data) throws IOException {
        Path ssh = data.resolve("qgate").resolve("ssh");
        return new NodeFiles(port(etc), ssh.resolve("operator_key"), ssh.resolve("host_key.pub"));
    }

    private static int port(Path etc) throws IOException {
        Path file = etc.resolve("org.apache.karaf.shell.cfg");
        Properties settings = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            settings.load(in);
        }
        String text =
                settings.getProperty("sshPort", Integer.toString(DEFAULT_PORT)).trim();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            throw new IOException(file + ": sshPort = '" + text + "' is not a number", malformed);
        }
    }

    /** Returns the file in which the running node has written its process id. */
    public Path process() {
        return operatorKey.resolveSibling("../pid").normalize();
    }

    /** Whether the node has made its keys: false before its first start got that far. */
    public boolean exist() {
        return Files.isReadable(operatorKey) && Files.isReadable(hostKey);
    }
}
