package org.qgate.packer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.qgate.api.error.ClassError;
import org.qgate.qsx.refuse.RefusedPackageException;
import org.qgate.qsx.sign.PublisherKey;
import org.qgate.release.SecretKey;

/**
 * Makes the signed package ({@code .qsx}) of an extender from {@code service.yaml} and the module's jar, and beside it the
 * publisher's public key for operators. Every reason why a node would refuse it is explained, and fails the build.
 */
@Mojo(name = "qsx", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public final class QsxMojo extends AbstractMojo {
    private static final String PUBLIC = "publisher-key";

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Inject
    private MavenProjectHelper helper;

    /** What the extender is and asks for; beside it {@code sbom.cdx.json} and {@code l10n/} where there are some. */
    @Parameter(defaultValue = "${project.basedir}/src/main/qsx/service.yaml", required = true)
    private File manifest;

    /** The publisher's secret key. */
    @Parameter(property = "qgate.publisher.key")
    private File key;

    /** A key of this project for whoever works on it, made and used when no publisher's is named: for extender:dev. */
    @Parameter(defaultValue = "${project.basedir}/.qgate/developer.key", required = true)
    private File projectKey;

    /** Whether this user's developer key signs when no other is named; made at first. */
    @Parameter(defaultValue = "false")
    private boolean developerKey;

    /** Where the package goes. */
    @Parameter(defaultValue = "${project.build.directory}", required = true)
    private File output;

    /** Called by Maven. */
    public QsxMojo() {}

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        File jar = project.getArtifact().getFile();
        if (jar == null || !jar.isFile()) {
            throw new MojoExecutionException("there is no jar of the module yet: bind the goal to the phase package");
        }
        try {
            byte[] content = Files.readAllBytes(jar.toPath());
            SecretKey secret = secret();
            Packer packer =
                    isDeveloping() ? new Packer(secret, DeveloperKey.qualifier(Instant.now())) : new Packer(secret);
            Packer.Packed packed = pack(packer, content);
            String name = packed.manifest().id() + "-" + packed.manifest().version() + ".qsx";
            Path file = output.toPath().resolve(name);
            Files.write(file, packed.file());
            helper.attachArtifact(project, "qsx", file.toFile());
            attachKey(Packer.publisher(packed.manifest().publisher().name(), secret));
            if (isDeveloping()) {
                new DeveloperKey(projectKey.toPath())
                        .publish(Packer.publisher(packed.manifest().publisher().name(), secret));
                getLog().warn("a build for extender:dev alone, signed by a developer's key: not to be given to anybody"
                        + KeyMojo.HOW);
            }
            getLog().info(packed.cut().line());
            getLog().info(file + ", signed by " + packed.manifest().publisher().keyId());
        } catch (IOException failed) {
            throw new MojoExecutionException("cannot pack " + jar + ": " + failed.getMessage(), failed);
        }
    }

    private Packer.Packed pack(Packer packer, byte[] jar)
            throws IOException, MojoExecutionException, MojoFailureException {
        try {
            return packer.pack(yaml(), version(), jar, others());
        } catch (RefusedPackageException refused) {
            Explanation.of(refused.refusals()).forEach(getLog()::error);
            if (refused.code() instanceof ClassError && packer.runsApart(yaml(), version(), jar)) {
                getLog().error(
                                "With \"tier: process\" in service.yaml it is accepted as it is, and runs in a process of its own.");
            }
            throw new MojoFailureException(
                    refused.refusals().size() + " reason(s) why no node would take the package; they stand above");
        }
    }

    private void attachKey(PublisherKey publisher) throws IOException {
        Path file = output.toPath().resolve(PUBLIC + ".json");
        Files.write(file, publisher.encode());
        helper.attachArtifact(project, "json", PUBLIC, file.toFile());
    }

    private boolean isDeveloping() {
        return key == null && !developerKey;
    }

    private SecretKey secret() throws IOException, MojoExecutionException {
        if (key != null) {
            if (!key.isFile()) {
                throw new MojoExecutionException("there is no key file " + key + KeyMojo.HOW);
            }
            return SecretKey.read(key.toPath());
        }
        if (isDeveloping()) {
            return new DeveloperKey(projectKey.toPath()).secret();
        }
        Path file = SecretKey.developerFile();
        return Files.exists(file) ? SecretKey.read(file) : SecretKey.make(file);
    }

    private String yaml() throws IOException, MojoExecutionException {
        if (!manifest.isFile()) {
            throw new MojoExecutionException("there is no " + manifest + ", which says what the extender is");
        }
        return Files.readString(manifest.toPath());
    }

    /** Maven's version without what marks a snapshot. */
    private String version() {
        return project.getVersion().replaceFirst("-SNAPSHOT$", "");
    }

    private Map<String, byte[]> others() throws IOException {
        Path folder = manifest.toPath().toAbsolutePath().getParent();
        Map<String, byte[]> others = new TreeMap<>();
        Path sbom = folder.resolve("sbom.cdx.json");
        if (Files.isRegularFile(sbom)) {
            others.put("sbom.cdx.json", Files.readAllBytes(sbom));
        }
        Path texts = folder.resolve("l10n");
        if (Files.isDirectory(texts)) {
            try (Stream<Path> files = Files.list(texts)) {
                for (Path file : files.sorted().toList()) {
                    others.put("l10n/" + file.getFileName(), Files.readAllBytes(file));
                }
            }
        }
        return others;
    }
}
