package org.qgate.qsx.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.qgate.api.error.ClassError;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.PackageError;
import org.qgate.qsx.manifest.ServiceManifest.Tier;
import org.qgate.qsx.pack.Archive;
import org.qgate.qsx.refuse.Refusal;

/**
 * Looks at every class of a bundle before any of them is loaded. What it lets through uses its own classes and the {@link
 * AllowList}, nothing else, however it is written: the virtual machine can link only what stands in a class file's
 * constants. It is no boundary against faults of the virtual machine itself, nor against using up its memory. Immutable.
 *
 * <p>That is for the tier {@code guarded}. In the tier {@code process} the process is the boundary: there, what Java has may
 * be used, and only what would mislead or leave Java is refused ({@link ProcessCheck}).
 */
public final class ClassVerifier {
    /** No more findings are collected; a list of this length ends with one that says so. */
    public static final int MOST_FINDINGS = 1_000;

    private static final String SUFFIX = ".class";

    private final AllowList allowed;

    /** Makes a verifier with a list. */
    public ClassVerifier(AllowList allowed) {
        this.allowed = allowed;
    }

    /**
     * What was found.
     *
     * @param refusals empty when the classes may be loaded
     * @param digests SHA-256 of each class file, 64 lower-case hexadecimal digits, by name with dots
     */
    public record Findings(List<Refusal> refusals, Map<String, String> digests) {
        /** Makes both unchangeable. */
        public Findings {
            refusals = List.copyOf(refusals);
            digests = Map.copyOf(digests);
        }
    }

    /**
     * Looks at all classes.
     *
     * @param tier by whose rules
     * @param id of the extender: below it, it may have packages of {@code org.qgate}
     * @param entry name of the class to be made, with dots
     */
    public Findings verify(Tier tier, String id, String entry, Archive bundle) {
        Collected found = new Collected();
        Map<String, String> digests = new HashMap<>();
        OwnTypes own = new OwnTypes(allowed);
        MessageDigest sha256 = sha256();
        for (Map.Entry<String, byte[]> file : bundle.entries().entrySet()) {
            if (file.getKey().endsWith(SUFFIX)) {
                String name = withoutSuffix(file.getKey());
                digests.put(name.replace('/', '.'), HexFormat.of().formatHex(sha256.digest(file.getValue())));
                read(id, name, file.getValue(), own, found);
            }
        }
        for (ClassFile type : own.all()) {
            if (found.isFull()) {
                break;
            }
            if (tier == Tier.PROCESS) {
                ProcessCheck.check(type, own, found);
            } else {
                new ClassCheck(type, own, allowed, found).run();
            }
        }
        if (!found.isFull() && !own.isService(entry.replace('.', '/'))) {
            found.add(PackageError.ENTRY_CLASS, entry, "");
        }
        return new Findings(found.refusals, digests);
    }

    private static String withoutSuffix(String file) {
        return file.substring(0, file.length() - SUFFIX.length());
    }

    private static void read(String id, String name, byte[] bytes, OwnTypes own, Collected found) {
        try {
            ClassFile type = new ClassFile(bytes);
            if (!type.name.equals(name)) {
                found.add(ClassError.WRONG_PLACE, name, type.name);
            } else if (Reserved.isReserved(name, id)) {
                found.add(ClassError.FOREIGN_PACKAGE, name, "");
            } else {
                own.add(type);
            }
        } catch (MalformedClassException malformed) {
            found.add(malformed.code(), name, malformed.getMessage());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java runtime has SHA-256
        }
    }

    /** The findings so far, up to the bound. */
    static final class Collected {
        /** Says why. */
        final Rules rules = new Rules();

        private final List<Refusal> refusals = new ArrayList<>();

        boolean isFull() {
            return refusals.size() == MOST_FINDINGS;
        }

        void add(ErrorCode code, String where, String what) {
            if (refusals.size() < MOST_FINDINGS - 1) {
                refusals.add(new Refusal(code, where, what));
            } else if (refusals.size() < MOST_FINDINGS) {
                refusals.add(new Refusal(PackageError.TOO_LARGE, "classes", "more findings than are listed"));
            }
        }
    }
}
