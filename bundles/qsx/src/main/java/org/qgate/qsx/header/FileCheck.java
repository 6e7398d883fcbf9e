package org.qgate.qsx.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.qgate.api.error.PackageError;
import org.qgate.qsx.pack.Archive;
import org.qgate.qsx.refuse.Refusal;

/** Looks for files in a bundle that somebody other than the extender would act upon. */
public final class FileCheck {
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/([^/]*\\.(SF|RSA|DSA|EC)|SIG-[^/]*)");
    private static final Pattern HARMLESS = Pattern.compile("META-INF/(MANIFEST\\.MF|(LICENSE|NOTICE)[A-Za-z0-9._-]*)");
    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(jar|zip|war|ear|kar|rar|qsx|jmod|esa)");
    private static final Pattern LIBRARY = Pattern.compile(".*\\.(so|dll|dylib|jnilib)(\\.[0-9.]+)?");

    private FileCheck() {}

    /** Returns every file that must not be there. */
    public static List<Refusal> check(Archive bundle) {
        List<Refusal> refusals = new ArrayList<>();
        for (Map.Entry<String, byte[]> entry : bundle.entries().entrySet()) {
            PackageError code = code(entry.getKey(), entry.getValue());
            if (code != null) {
                refusals.add(new Refusal(code, entry.getKey(), ""));
            }
        }
        return refusals;
    }

    private static PackageError code(String name, byte[] content) {
        String upper = name.toUpperCase(Locale.ROOT);
        String lower = name.toLowerCase(Locale.ROOT);
        if (upper.startsWith("META-INF/VERSIONS/")) {
            return PackageError.MULTI_RELEASE;
        }
        if (SIGNATURE.matcher(upper).matches()) {
            return PackageError.SIGNED_JAR;
        }
        boolean acts = upper.startsWith("META-INF/") && !HARMLESS.matcher(name).matches();
        if (acts || upper.startsWith("OSGI-INF/") || upper.startsWith("OSGI-OPT/")) {
            return PackageError.SERVICE_FILES;
        }
        if (LIBRARY.matcher(lower).matches()) {
            return PackageError.NATIVE_CODE;
        }
        return ARCHIVE.matcher(lower).matches() || isArchive(content) ? PackageError.NESTED_ARCHIVE : null;
    }

    /** PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7 and 4.3.16: an archive begins with an entry, or with its end. */
    private static boolean isArchive(byte[] content) {
        return content.length > 3
                && content[0] == 'P'
                && content[1] == 'K'
                && (content[2] == 3 && content[3] == 4 || content[2] == 5 && content[3] == 6);
    }
}
