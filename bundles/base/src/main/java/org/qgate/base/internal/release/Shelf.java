package org.qgate.base.internal.release;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.framework.Version;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.common.release.ReleaseEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All versions of swappable bundles that this node can lay its hands on: the distribution's, the packages it keeps in its
 * own state, and what lies in its folder of releases. Thread-safe.
 */
public final class Shelf {
    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
    private static final String KEPT = "core/packages";
    private static final String DISTRIBUTION = "distribution";
    /** A swappable bundle is below 2 MiB; nobody needs to read more than this to know that it is none. */
    static final long LARGEST_PACKAGE = 32L << 20;

    private final ReleaseList list;
    private final StateFolder state;
    private final Path releases;
    private final PackageReader reader;
    private final Versions versions;

    /** Makes a shelf; {@code releases} is where operators put packages and need not exist. */
    Shelf(ReleaseList list, StateFolder state, Path releases, PackageReader reader) {
        this.list = list;
        this.state = state;
        this.releases = releases;
        this.reader = reader;
        this.versions = new Versions(state);
    }

    /** Returns the symbolic names of all swappable bundles, in the order in which they start. */
    public List<String> names() {
        return list.bundles().stream().map(ReleaseEntry::bsn).toList();
    }

    private ReleaseEntry entry(String bsn) {
        return list.bundles().stream()
                .filter(each -> each.bsn().equals(bsn))
                .findFirst()
                .orElseThrow(() -> new QGateException(UpdateError.UNKNOWN, bsn + " is no swappable bundle"));
    }

    /**
     * Returns what is to be in office at the start of the node: what was confirmed, unless a newer distribution was
     * unpacked since or its package is not whole; else the distribution's.
     * Reads no jar of the distribution.
     */
    CorePackage atStart(String bsn) {
        Optional<KnownVersion> confirmed = confirmation(bsn).map(Versions.Confirmation::now);
        try {
            if (confirmed.isPresent()) {
                return load(bsn, confirmed.get().version(), confirmed.get().sha256());
            }
        } catch (QGateException unusable) {
            LOG.error("{} {} cannot start: {}", bsn, confirmed.get().version(), unusable.getMessage());
        }
        return ofDistribution(entry(bsn));
    }

    /** Nothing once a distribution that was unpacked later brings its own, newer version. */
    private Optional<Versions.Confirmation> confirmation(String bsn) {
        String shipped = entry(bsn).version();
        return versions.of(bsn)
                .filter(each -> each.shipped().equals(shipped)
                        || Version.parseVersion(shipped)
                                        .compareTo(
                                                Version.parseVersion(each.now().version()))
                                <= 0);
    }

    private CorePackage ofDistribution(ReleaseEntry entry) {
        return new CorePackage(
                entry.bsn(),
                Version.parseVersion(entry.version()),
                entry.sha256(),
                DISTRIBUTION,
                () -> list.verified(entry),
                null);
    }

    /**
     * Returns a version that the node keeps or that the distribution brought.
     *
     * @throws QGateException QG-UPD-0009 when there is none such, QG-UPD-0007 when the one kept consists of other bytes
     */
    public CorePackage load(String bsn, String version, String sha256) {
        ReleaseEntry entry = entry(bsn);
        Optional<byte[]> kept = state.read(file(bsn, version));
        if (kept.isPresent()) {
            CorePackage found = reader.read(kept.get());
            if (!found.bsn().equals(bsn) || !found.version().toString().equals(version)) {
                throw new QGateException(UpdateError.ALTERED, file(bsn, version) + " holds " + found.location());
            }
            if (!found.sha256().equals(sha256)) {
                throw new QGateException(
                        UpdateError.SAME_VERSION,
                        file(bsn, version) + " has digest " + found.sha256() + ", not " + sha256);
            }
            return found;
        }
        if (entry.version().equals(version)) {
            return ofDistribution(entry);
        }
        throw new QGateException(UpdateError.UNKNOWN, "this node has no " + bsn + " " + version);
    }

    private static String file(String bsn, String version) {
        return KEPT + "/" + bsn + "-" + version.toLowerCase(Locale.ROOT) + ".qsx";
    }

    /** Reads a package from a file of the operator's. */
    public CorePackage read(Path file) {
        try {
            if (Files.size(file) > LARGEST_PACKAGE) {
                throw new QGateException(UpdateError.ALTERED, file + " is larger than " + LARGEST_PACKAGE + " bytes");
            }
            return reader.read(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new QGateException(UpdateError.UNKNOWN, "cannot read " + file + ": " + unreadable, unreadable);
        }
    }

    /** Returns the packages for a bundle in the folder of releases, newest first; what is none is left out and logged. */
    public List<CorePackage> offered(String bsn) {
        List<CorePackage> found = new ArrayList<>();
        if (Files.isDirectory(releases)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(releases, "*.qsx")) {
                for (Path file : files) {
                    offer(file, bsn, found);
                }
            } catch (IOException unreadable) {
                throw new QGateException(
                        UpdateError.UNKNOWN, "cannot read " + releases + ": " + unreadable, unreadable);
            }
        }
        found.sort(Comparator.comparing(CorePackage::version).reversed());
        return found;
    }

    private void offer(Path file, String bsn, List<CorePackage> found) {
        try {
            CorePackage read = read(file);
            if (read.bsn().equals(bsn)) {
                found.add(read);
            }
        } catch (QGateException refused) {
            LOG.warn("{} is left out: {}", file, refused.getMessage());
        }
    }

    /** Returns where operators put packages. */
    public Path releases() {
        return releases;
    }

    /** Keeps a version and makes it the one that starts with the node; drops packages that nobody will go back to. */
    public void confirm(CorePackage now, CorePackage before) {
        String bsn = now.bsn();
        keep(before);
        keep(now);
        versions.confirm(
                bsn,
                new Versions.Confirmation(
                        now.known(), before.known(), entry(bsn).version()));
        List<String> needed = List.of(
                file(bsn, now.version().toString()), file(bsn, before.version().toString()));
        for (String kept : state.list(KEPT)) {
            if (kept.startsWith(KEPT + "/" + bsn + "-") && !needed.contains(kept)) {
                state.delete(kept);
            }
        }
    }

    private void keep(CorePackage found) {
        if (found.file() != null) {
            state.write(file(found.bsn(), found.version().toString()), found.file());
        }
    }

    /** Returns the version to which a rollback would go, or nothing. */
    public Optional<KnownVersion> previous(String bsn) {
        return confirmation(bsn).map(Versions.Confirmation::previous);
    }

    /** Returns versions whose content this node knows: another content under the same name is a fraud or a mishap. */
    public List<KnownVersion> known(String bsn) {
        ReleaseEntry entry = entry(bsn);
        List<KnownVersion> all = new ArrayList<>(List.of(new KnownVersion(entry.version(), entry.sha256())));
        confirmation(bsn).ifPresent(each -> all.addAll(List.of(each.now(), each.previous())));
        return all;
    }

    /** Returns where a version's jar lies: {@code distribution} or {@code node}. */
    public String source(String bsn, KnownVersion version) {
        ReleaseEntry entry = entry(bsn);
        boolean shipped = version.equals(new KnownVersion(entry.version(), entry.sha256()));
        return shipped ? DISTRIBUTION : "node";
    }
}
