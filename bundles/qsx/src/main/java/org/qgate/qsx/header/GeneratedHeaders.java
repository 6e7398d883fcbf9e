package org.qgate.qsx.header;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.manifest.ServiceManifest.Request;
import org.qgate.qsx.manifest.ServiceManifest.Requirement;

/** The headers of an extender's bundle: a function of its manifest and of nothing else. */
public final class GeneratedHeaders {
    /** Name of the entry with the headers. */
    public static final String FILE = "META-INF/MANIFEST.MF";

    /** The header that names the class to be made. */
    public static final String ENTRY = "QGate-Service";

    private static final int LINE_BYTES = 72; // JAR file specification, "Line length"
    private static final String JAVA = "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\"";

    private GeneratedHeaders() {}

    /** Returns all headers in their order. */
    public static Map<String, String> of(ServiceManifest manifest) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Manifest-Version", "1.0");
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", manifest.id());
        headers.put("Bundle-Version", manifest.version());
        headers.put("Bundle-Name", manifest.title());
        headers.put("Bundle-Vendor", manifest.publisher().name());
        headers.put("Bundle-License", manifest.licence());
        headers.put("Import-Package", imports(manifest.runtime().api()));
        headers.put("Require-Capability", requirements(manifest));
        headers.put(
                "Provide-Capability",
                "qgate.service;effective:=active;id=\"" + manifest.id() + "\";version:Version=\"" + manifest.version()
                        + "\"");
        headers.put(ENTRY, manifest.runtime().entry());
        return headers;
    }

    private static String imports(String range) {
        List<String> clauses = new ArrayList<>();
        for (String name : ExtPackages.of(range)) {
            clauses.add(name + ";version=\"" + range + "\"");
        }
        return String.join(",", clauses);
    }

    private static String requirements(ServiceManifest manifest) {
        List<String> clauses = new ArrayList<>();
        clauses.add(JAVA);
        for (Request each : manifest.permissions()) {
            String optional = each.optional() ? ";resolution:=optional" : "";
            clauses.add("qgate.permission;filter:=\"(name=" + each.permission().id() + ")\"" + optional);
        }
        for (Requirement each : manifest.requires()) {
            clauses.add("qgate.service;effective:=active;filter:=\"" + filter(each) + "\"");
        }
        return String.join(",", clauses);
    }

    private static String filter(Requirement requirement) {
        String[] bounds = requirement.versions().replaceAll("[\\[)]", "").split(",");
        return "(&(id=" + requirement.id() + ")(version>=" + bounds[0] + ")(!(version>=" + bounds[1] + ")))";
    }

    /** Returns the bytes of {@link #FILE}. */
    public static byte[] bytes(ServiceManifest manifest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        of(manifest).forEach((name, value) -> folded(out, (name + ": " + value).getBytes(StandardCharsets.UTF_8)));
        out.writeBytes(new byte[] {'\r', '\n'});
        return out.toByteArray();
    }

    private static void folded(ByteArrayOutputStream out, byte[] line) {
        int from = 0;
        int room = LINE_BYTES - 2;
        while (line.length - from > room) {
            int to = from + room;
            while ((line[to] & 0xc0) == 0x80) { // never within a character
                to--;
            }
            out.write(line, from, to - from);
            out.writeBytes(new byte[] {'\r', '\n', ' '});
            from = to;
            room = LINE_BYTES - 3;
        }
        out.write(line, from, line.length - from);
        out.writeBytes(new byte[] {'\r', '\n'});
    }
}
