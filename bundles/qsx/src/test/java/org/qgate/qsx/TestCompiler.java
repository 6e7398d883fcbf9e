package org.qgate.qsx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.qgate.ext.Service;

/** Compiles sources in memory, as authors of extenders do. */
public final class TestCompiler {
    private static final Pattern PACKAGE = Pattern.compile("package ([a-z0-9.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|interface|record|enum) ([A-Z][A-Za-z0-9]*)");

    private TestCompiler() {}

    /** Returns class files by entry name; the first type of each source names its file. */
    public static Map<String, byte[]> compile(String... sources) {
        return compile(List.of("--release", "17"), sources);
    }

    /** Compiles with other options. */
    public static Map<String, byte[]> compile(List<String> options, String... sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> units = new ArrayList<>();
        for (String source : sources) {
            units.add(new Source(find(PACKAGE, source).replace('.', '/') + "/" + find(TYPE, source), source));
        }
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-proc:none", "-cp", extenderApi()));
        StringWriter said = new StringWriter();
        try (Memory memory = new Memory(compiler.getStandardFileManager(null, null, null))) {
            if (!compiler.getTask(said, memory, null, all, null, units).call()) {
                throw new IllegalArgumentException(said.toString());
            }
            Map<String, byte[]> files = new TreeMap<>();
            memory.files.forEach((name, out) -> files.put(name, out.toByteArray()));
            return files;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String extenderApi() {
        try {
            return Path.of(Service.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String find(Pattern pattern, String source) {
        Matcher matcher = pattern.matcher(source);
        if (!matcher.find()) {
            throw new IllegalArgumentException(source);
        }
        return matcher.group(1);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoring) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> files = new TreeMap<>();

        Memory(JavaFileManager manager) {
            super(manager);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            String file = name.replace('.', '/') + ".class";
            return new SimpleJavaFileObject(URI.create("memory:///" + file), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    files.put(file, out);
                    return out;
                }
            };
        }
    }
}
