package org.qgate.itests;

import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.UUID;
import org.ops4j.pax.exam.Option;

/** Our own archive as Pax Exam's container, without any network. */
final class Distribution {
    private Distribution() {}

    static Option[] options() {
        String mvn = "etc/org.ops4j.pax.url.mvn.cfg";
        String repository = System.getProperty("qgate.exam.repository");
        int port = freePort();
        return new Option[] {
            karafDistributionConfiguration()
                    .frameworkUrl(new File(System.getProperty("qgate.distribution"))
                            .toURI()
                            .toString())
                    .name("qgate")
                    .unpackDirectory(new File("target/exam"))
                    .useDeployFolder(false)
                    .runEmbedded(false),
            keepRuntimeFolder(),
            configureConsole().ignoreLocalConsole().startRemoteShell(),
            systemTimeout(120_000),
            systemProperty("qgate.ssh.port").value(Integer.toString(port)),
            editConfigurationFilePut("etc/org.apache.karaf.shell.cfg", "sshPort", Integer.toString(port)),
            editConfigurationFilePut("etc/org.qgate.dpn.cfg", "socks_listen", "127.0.0.1:" + freePort()),
            editConfigurationFilePut("etc/org.qgate.local.cfg", "https_listen", "127.0.0.1:0"),
            editConfigurationFilePut("etc/org.qgate.store.cfg", "store_segment_mib", "4"),
            editConfigurationFilePut("etc/org.qgate.dpn.cfg", "http_listen", "127.0.0.1:" + freePort()),
            editConfigurationFilePut(
                    "etc/org.qgate.crypto.cfg",
                    "vault_key",
                    new File("target/exam-keys", UUID.randomUUID().toString()).getAbsolutePath()),
            editConfigurationFilePut(
                    mvn, "org.ops4j.pax.url.mvn.localRepository", new File("target/exam-m2").getAbsolutePath()),
            editConfigurationFilePut(
                    mvn,
                    "org.ops4j.pax.url.mvn.defaultRepositories",
                    "file:${karaf.home}/system@id=system@snapshots,file:" + repository + "@id=exam@snapshots"),
            vmOption("-Xmx512m"),
            vmOption("-Dsun.nio.ch.internalThreadPoolSize=2"),
            // What bin/qgate gives to the Java process; the container has a launcher of its own.
            vmOption("--add-reads=java.xml=java.logging"),
            vmOption("--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED"),
            vmOption("--patch-module=java.base=" + endorsed("org.apache.karaf.specs.locator-")),
            vmOption("--patch-module=java.xml=" + endorsed("org.apache.karaf.specs.java.xml-4")),
        };
    }

    private static String endorsed(String prefix) {
        File[] found = new File(System.getProperty("qgate.root"), "assembly/target/assembly/lib/endorsed")
                .listFiles((folder, name) -> name.startsWith(prefix));
        if (found == null || found.length != 1) {
            throw new IllegalStateException("expected one " + prefix + "*.jar in the distribution");
        }
        return found[0].getAbsolutePath();
    }

    /** A port of a loopback address that nobody uses at this moment. */
    static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
