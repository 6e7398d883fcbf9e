package org.qgate.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.qgate.client.NodeFiles;
import org.qgate.client.NodeShell;
import org.qgate.testnet.LoneNode;
import org.qgate.testnet.TestnetOptions;

/** Our distribution as one relay that founds a network of its own. */
final class OurNode implements Boot {
    private final int firstPort;

    OurNode(int firstPort) {
        this.firstPort = firstPort;
    }

    @Override
    public void prepare(Path dir) throws IOException {
        LoneNode.prepare(TestnetOptions.defaults(dir), firstPort);
    }

    @Override
    public Process start(Path dir) throws IOException {
        return LoneNode.process(TestnetOptions.defaults(dir), firstPort);
    }

    @Override
    public int port() {
        return firstPort;
    }

    @Override
    public String user() {
        return NodeShell.USER;
    }

    @Override
    public SshProbe.Key key(Path dir) {
        return () -> {
            Path file = NodeFiles.of(dir).operatorKey();
            return Files.isReadable(file) ? Optional.of(read(file)) : Optional.empty();
        };
    }

    private static KeyPair read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return SecurityUtils.loadKeyPairIdentities(
                            null, NamedResource.ofName(file.toString()), in, FilePasswordProvider.EMPTY)
                    .iterator()
                    .next();
        } catch (GeneralSecurityException malformed) {
            throw new IOException(malformed);
        }
    }
}
