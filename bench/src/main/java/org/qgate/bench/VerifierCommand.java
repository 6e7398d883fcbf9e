package org.qgate.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.qgate.qsx.manifest.ServiceManifest.Tier;
import org.qgate.qsx.pack.Archive;
import org.qgate.qsx.pack.ArchiveReader;
import org.qgate.qsx.pack.ArchiveWriter;
import org.qgate.qsx.verify.AllowList;
import org.qgate.qsx.verify.ClassVerifier;
import org.qgate.qsx.verify.ClassVerifier.Findings;
import org.qgate.testnet.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench verifier}: what it costs to look at an extender's classes, beside unzipping and hashing them. */
@Command(
        name = "verifier",
        description =
                "CPU time of reading and verifying a bundle of many classes, in turn with unzipping and hashing it.")
final class VerifierCommand implements Callable<Integer> {
    /** Verifying a bundle takes at most so many times what unzipping and hashing it takes. */
    private static final double MOST = 2;

    private static final int WARM_ROUNDS = 300;
    private static final String SUFFIX = ".class";

    @Mixin
    private HelpOption help;

    @Option(names = "--json", description = "Prints one document and nothing else.")
    private boolean json;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "41",
            description = "Pairs of measurements; default ${DEFAULT-VALUE}.")
    private int pairs;

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "Whose classes, without those that are refused; default Guava's.")
    private Path jar;

    @Override
    public Integer call() throws Exception {
        Result result = new Result("verifier");
        ClassVerifier verifier = new ClassVerifier(AllowList.load());
        Map<String, byte[]> classes = classes(jar == null ? guava() : jar);
        result.fact("classesOfJar", classes.size());
        leaveOutWhatIsRefused(classes, verifier);
        byte[] bundle = ArchiveWriter.write(new Archive(classes), true);
        Findings findings = verify(verifier, bundle);
        result.fact("classes", findings.digests().size());
        result.fact("bundleBytes", bundle.length);
        for (int i = 0; i < WARM_ROUNDS; i++) {
            unzipAndHash(bundle);
            verify(verifier, bundle);
        }
        Series plain = new Series();
        Series whole = new Series();
        for (int i = 0; i < Math.max(5, pairs); i++) {
            plain.put(i, cpuMs(() -> unzipAndHash(bundle)));
            whole.put(i, cpuMs(() -> verify(verifier, bundle)));
        }
        result.figure("unzipAndHash", "ms CPU", plain.samples());
        result.figure("readAndVerify", "ms CPU", whole.samples());
        Samples ratio = whole.dividedBy(plain);
        result.ratio("unzipAndHash", "readAndVerify", ratio);
        result.atMost("verifying, hashes included, takes at most 2 x unzipping and hashing", MOST, ratio.median());
        return result.print(json);
    }

    /** An extender that is installed has none of those: a refusal costs more than what is right. */
    private static void leaveOutWhatIsRefused(Map<String, byte[]> classes, ClassVerifier verifier) {
        int before;
        do {
            before = classes.size();
            verifier.verify(Tier.GUARDED, "org.example", "org.example.None", new Archive(classes)).refusals().stream()
                    .map(refusal -> refusal.where().replaceFirst("\\..*", "") + SUFFIX)
                    .forEach(classes::remove);
        } while (classes.size() < before);
    }

    private static Path guava() throws IOException {
        return Arrays.stream(System.getProperty("java.class.path").split(":"))
                .filter(entry -> entry.matches(".*/guava-[^/]*\\.jar"))
                .map(Path::of)
                .findFirst()
                .orElseThrow(() -> new IOException("no Guava on the class path: give --jar FILE"));
    }

    private static Map<String, byte[]> classes(Path jar) throws IOException {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith(SUFFIX) && !entry.getName().startsWith("META-INF/")) {
                    classes.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return classes;
    }

    private static Findings verify(ClassVerifier verifier, byte[] bundle) {
        Archive archive = ArchiveReader.read("bundle", bundle, Archive.Bounds.BUNDLE);
        return verifier.verify(Tier.GUARDED, "org.example", "org.example.None", archive);
    }

    private static int unzipAndHash(byte[] bundle) throws IOException, NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        int sum = 0;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bundle))) {
            while (in.getNextEntry() != null) {
                sum += sha256.digest(in.readAllBytes())[0];
            }
        }
        return sum;
    }

    private static double cpuMs(Callable<?> work) throws Exception {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.call();
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e6;
    }
}
