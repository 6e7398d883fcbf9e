package org.qgate.packer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.qgate.qsx.sign.PublisherKey;
import org.qgate.release.SecretKey;

/**
 * Makes a publisher's key: the secret file, mode 0600, and beside it the public one that operators get. A secret file that is
 * there is never replaced; its public one is written again.
 */
@Mojo(name = "key", requiresProject = false, threadSafe = true)
public final class KeyMojo extends AbstractMojo {
    /** What to do about a missing key. */
    static final String HOW = ": mvn org.qgate:qgate-maven-plugin:key -Dqgate.publisher.key=FILE"
            + " -Dqgate.publisher.name=NAME makes one, -Dqgate.publisher.key=FILE names it";

    /** Ends the name of the public file. */
    static final String PUBLIC = ".pub";

    /** Where the secret key goes. */
    @Parameter(property = "qgate.publisher.key", required = true)
    private File key;

    /** The publisher's name, as {@code service.yaml} has it. */
    @Parameter(property = "qgate.publisher.name", required = true)
    private String name;

    /** Called by Maven. */
    public KeyMojo() {}

    @Override
    public void execute() throws MojoExecutionException {
        try {
            Path file = key.toPath().toAbsolutePath();
            SecretKey secret = Files.exists(file) ? SecretKey.read(file) : SecretKey.make(file);
            PublisherKey publisher =
                    PublisherKey.decode(Packer.publisher(name, secret).encode());
            Path open = file.resolveSibling(file.getFileName() + PUBLIC);
            Files.write(open, publisher.encode());
            getLog().info("secret key in " + file + ": keep it, and keep it to yourself");
            getLog().info("public key in " + open + ": give it to operators, and on another way its fingerprint:");
            getLog().info(publisher.fingerprint());
        } catch (IOException failed) {
            throw new MojoExecutionException("cannot make the key: " + failed.getMessage(), failed);
        }
    }
}
