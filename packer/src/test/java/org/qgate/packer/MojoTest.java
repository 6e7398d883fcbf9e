package org.qgate.packer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.DefaultMavenProjectHelper;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.qsx.sign.PublisherKey;

/** The goals as a build runs them, without a build. */
final class MojoTest {
    @TempDir
    private Path folder;

    private final List<String> log = new ArrayList<>();

    private <M extends AbstractMojo> M logged(M mojo) {
        mojo.setLog(new SystemStreamLog() {
            @Override
            public void info(CharSequence line) {
                log.add(line.toString());
            }

            @Override
            public void error(CharSequence line) {
                log.add(line.toString());
            }

            @Override
            public void warn(CharSequence line) {
                log.add(line.toString());
            }
        });
        return mojo;
    }

    private static void set(Object target, String name, Object value) {
        try {
            Field field = target.getClass().getDeclaredField(name);
            field.setAccessible(true);
            field.set(target, value);
        } catch (ReflectiveOperationException changed) {
            throw new AssertionError(changed);
        }
    }

    private Path makeKey() throws MojoExecutionException {
        Path file = folder.resolve("example.key");
        KeyMojo mojo = logged(new KeyMojo());
        set(mojo, "key", file.toFile());
        set(mojo, "name", "Example");
        mojo.execute();
        return file;
    }

    private QsxMojo mojo(Path key, String... classes) throws IOException {
        File jar = Files.write(folder.resolve("greeter.jar"), Authored.jar(classes))
                .toFile();
        MavenProject project = new MavenProject();
        project.setVersion("1.2.0-SNAPSHOT");
        project.setArtifact(new DefaultArtifact(
                "org.example", "greeter", "1.2.0-SNAPSHOT", "compile", "jar", null, new DefaultArtifactHandler("jar")));
        project.getArtifact().setFile(jar);
        QsxMojo mojo = logged(new QsxMojo());
        set(mojo, "project", project);
        set(mojo, "helper", new NoHelper());
        set(
                mojo,
                "manifest",
                Files.writeString(folder.resolve("service.yaml"), Authored.yaml(classes[0]))
                        .toFile());
        set(mojo, "key", key == null ? null : key.toFile());
        set(mojo, "projectKey", folder.resolve(".qgate/developer.key").toFile());
        set(mojo, "output", folder.toFile());
        return mojo;
    }

    /** Attaches nothing. */
    private static final class NoHelper extends DefaultMavenProjectHelper {
        @Override
        public void attachArtifact(MavenProject project, String type, File file) {
            assertEquals("qsx", type);
        }

        @Override
        public void attachArtifact(MavenProject project, String type, String classifier, File file) {
            assertEquals("publisher-key.json", classifier + "." + type);
        }
    }

    @Test
    void shouldMakeAKeyOnceAndItsPublicFileForOperators() throws Exception {
        Path file = makeKey();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Path open = folder.resolve("example.key.pub");
        PublisherKey publisher = PublisherKey.decode(Files.readAllBytes(open));
        assertEquals("Example", publisher.name());
        assertTrue(log.contains(publisher.fingerprint()), log.toString());
        byte[] before = Files.readAllBytes(file);
        makeKey();
        assertArrayEquals(before, Files.readAllBytes(file));
        assertArrayEquals(publisher.encode(), Files.readAllBytes(open));
    }

    @Test
    void shouldPackBesideTheJar() throws Exception {
        mojo(makeKey(), "org.example.greeter.Greeter").execute();
        assertTrue(Files.size(folder.resolve("org.example.greeter-1.2.0.qsx")) > 1_000);
        assertTrue(log.stream().anyMatch(line -> line.startsWith("classes 1 -> 1")), log.toString());
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("example.key.pub")),
                Files.readAllBytes(folder.resolve("publisher-key.json")));
    }

    @Test
    void shouldFailTheBuildAndExplain() throws Exception {
        QsxMojo mojo = mojo(
                makeKey(),
                "org.example.greeter.Trespasser",
                "org.example.greeter.Greeter",
                "org.example.greeter.Intruder");
        assertThrows(MojoFailureException.class, mojo::execute);
        String said = String.join("\n", log);
        assertTrue(said.contains("at:") && said.contains("Intruder"), said);
        assertTrue(said.contains("found:") && said.contains("ProcessBuilder"), said);
        assertTrue(said.contains("from:    org/example/greeter/Trespasser.start"), said);
        assertTrue(said.contains("  to:    org/example/greeter/Intruder.run"), said);
        assertTrue(said.contains("instead:"), said);
        assertTrue(said.contains("tier: process"), said);
        assertFalse(Files.exists(folder.resolve("org.example.greeter-1.2.0.qsx")));
    }

    @Test
    void shouldSayHowToGetAKey() throws Exception {
        QsxMojo mojo = mojo(folder.resolve("absent.key"), "org.example.greeter.Greeter");
        String said = assertThrows(MojoExecutionException.class, mojo::execute).getMessage();
        assertTrue(said.contains("qgate-maven-plugin:key"), said);
    }

    @Test
    void shouldSignByADeveloperOfTheProjectWhenNoKeyIsNamed() throws Exception {
        mojo(null, "org.example.greeter.Greeter").execute();
        Path key = folder.resolve(".qgate/developer.key");
        byte[] made = Files.readAllBytes(key);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        assertEquals("*\n", Files.readString(folder.resolve(".qgate/.gitignore")));
        PublisherKey developer = PublisherKey.decode(Files.readAllBytes(folder.resolve(".qgate/developer.key.pub")));
        assertArrayEquals(developer.encode(), Files.readAllBytes(folder.resolve("publisher-key.json")));
        mojo(null, "org.example.greeter.Greeter").execute();
        assertArrayEquals(made, Files.readAllBytes(key));
        assertTrue(log.stream().anyMatch(line -> line.contains("for extender:dev alone")), log.toString());
        assertEquals(2, packages().size(), "each build has a version of its own: " + packages());
        assertTrue(
                packages().get(0).matches("org\\.example\\.greeter-1\\.2\\.0\\.dev[0-9]{17}\\.qsx"),
                packages()::toString);
    }

    private List<String> packages() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString())
                    .filter(each -> each.endsWith(".qsx"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void shouldMakeVersionsOfDevelopersThatGrow() {
        String earlier = DeveloperKey.qualifier(Instant.parse("2026-01-02T03:04:05.006Z"));
        assertEquals("dev20260102030405006", earlier);
        assertTrue(earlier.compareTo(DeveloperKey.qualifier(Instant.parse("2026-01-02T03:04:05.007Z"))) < 0);
    }
}
