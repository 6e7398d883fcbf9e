package org.qgate.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.qgate.common.release.ReleaseDocument;
import org.qgate.release.DistributionSigner;

/** A copy of a distribution that says another version, has something changed, and is signed by the same publisher. */
record NextDistribution(Path home) {
    static NextDistribution of(Path home, String version) throws Exception {
        Path copy = home.resolveSibling("qgate-" + version);
        Process process = new ProcessBuilder("cp", "-R", home.toString(), copy.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("cannot copy " + home);
        }
        Path list = copy.resolve("release").resolve(ReleaseDocument.FILE);
        ReleaseDocument before = ReleaseDocument.decode(Files.readAllBytes(list));
        Files.write(list, new ReleaseDocument(version, before.bundles()).encode());
        return new NextDistribution(copy);
    }

    /** Changes a text in one of its files. */
    NextDistribution with(String file, String from, String to) throws IOException {
        Path changed = home.resolve(file);
        String text = Files.readString(changed);
        if (!text.contains(from)) {
            throw new IOException(file + " does not hold " + from);
        }
        Files.writeString(changed, text.replace(from, to));
        return this;
    }

    NextDistribution signed() throws IOException {
        DistributionSigner.sign(home, UpdatePackages.key());
        return this;
    }
}
