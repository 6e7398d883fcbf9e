package org.qgate.ext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.Baseline.Info;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Constants;
import aQute.bnd.osgi.Domain;
import aQute.bnd.osgi.Jar;
import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Diff;
import aQute.bnd.version.Version;
import aQute.libg.reporter.ReporterAdapter;
import java.io.File;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What was built against 1.0 runs on every 1.y: the API as it was published, kept as a jar because that is what the differ reads and
 * what an old package can be compiled against, is compared with the present classes. Who implements a type decides what
 * may be added to it: {@code ProviderType} is the node's, {@code ConsumerType} the author's.
 */
final class ApiPromiseTest {
    private static final File PUBLISHED = new File("src/test/published/org.qgate.ext-1.0.jar");
    private static final File PRESENT = new File("target/classes");
    private static final String PACKAGES = "org.qgate.ext.*";

    /** The present classes, with the versions of their packages or with another one. */
    private static Jar present(String exported) throws Exception {
        try (Builder builder = new Builder()) {
            builder.setProperty(Constants.INCLUDERESOURCE, PRESENT.getAbsolutePath());
            builder.setProperty(Constants.EXPORT_CONTENTS, exported);
            builder.setProperty(Constants.NOEXTRAHEADERS, "true");
            builder.addClasspath(PRESENT);
            Jar jar = builder.build();
            assertEquals(List.of(), builder.getErrors());
            builder.removeClose(jar); // it is the caller's from now on
            return jar;
        }
    }

    /** Says of each package whose version is too low what it would have to be. */
    private static Set<String> broken(Jar newer, Jar older) throws Exception {
        Set<Info> packages = new Baseline(new ReporterAdapter(), new DiffPluginImpl()).baseline(newer, older, null);
        Set<String> broken = new TreeSet<>();
        for (Info each : packages) {
            if (each.mismatch) {
                broken.add(each.packageName + " wants " + each.suggestedVersion + " for " + changes(each.packageDiff));
            }
        }
        assertTrue(packages.size() >= 9, "only " + packages.size() + " packages");
        return broken;
    }

    /** Returns the members that differ, and how. */
    private static List<String> changes(Diff of) {
        return of.getChildren().stream()
                .filter(each -> each.getDelta() != Delta.UNCHANGED && each.getDelta() != Delta.IGNORED)
                .flatMap(each -> each.getDelta() == Delta.ADDED || each.getDelta() == Delta.REMOVED
                        ? Stream.of(each.getDelta() + " " + of.getName() + " " + each.getName())
                        : changes(each).stream())
                .toList();
    }

    @Test
    void shouldKeepWhatWasPublished() throws Exception {
        try (Jar newer = present(PACKAGES);
                Jar older = new Jar(PUBLISHED)) {
            assertEquals(Set.of(), broken(newer, older));
        }
    }

    /** The range {@code [1,2)} that manifests have. */
    @Test
    void shouldStayInTheRangeOfOldManifests() throws Exception {
        try (Jar newer = present(PACKAGES)) {
            Parameters exports = Domain.domain(newer.getManifest()).getExportPackage();
            exports.forEach((name, attributes) -> assertEquals(
                    1, Version.parseVersion(attributes.getVersion()).getMajor(), name));
            assertTrue(exports.size() >= 9, exports.toString());
        }
    }

    @Test
    void shouldNoticeAnAdditionUnderTheOldVersion() throws Exception {
        try (Jar newer = present(PACKAGES + ";version=1.0.0");
                Jar older = new Jar(PUBLISHED)) {
            String all = broken(newer, older).toString();
            assertTrue(all.contains("org.qgate.ext wants 1.1.0 for [ADDED org.qgate.ext.Host crypto()"), all);
            assertTrue(all.contains("ADDED org.qgate.ext.shell org.qgate.ext.shell.PickedFile"), all);
        }
    }

    /** Backwards, every addition is a removal. */
    @Test
    void shouldNoticeARemovalUnderAnyVersionOfOne() throws Exception {
        try (Jar newer = new Jar(PUBLISHED);
                Jar older = present(PACKAGES)) {
            String all = broken(newer, older).toString();
            assertTrue(all.contains("org.qgate.ext wants 2.0.0 for [REMOVED org.qgate.ext.Host crypto()"), all);
            assertTrue(all.contains("org.qgate.ext.shell wants 2.0.0"), all);
        }
    }
}
