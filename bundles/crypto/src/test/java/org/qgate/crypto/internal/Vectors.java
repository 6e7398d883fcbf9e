package org.qgate.crypto.internal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.qgate.common.json.Json;

/** One JSON object of a vector file, with typed reads. */
public record Vectors(Map<?, ?> fields) {
    /** Reads a file of {@code docs/vectors}, which is always there. */
    public static Vectors own(String name) {
        return read(Path.of(System.getProperty("qgate.docs"), "vectors", name));
    }

    /** Reads a public file that may not be at hand; then the test is skipped, and says so. */
    public static Vectors published(String name) {
        Path path = Path.of(System.getProperty("qgate.vectors"), name);
        if (!Files.exists(path)) {
            System.out.println("SKIPPED: no public vectors at " + path + " (set -Dqgate.vectors)");
        }
        assumeTrue(Files.exists(path), "no public vectors at " + path);
        return read(path);
    }

    private static Vectors read(Path path) {
        try {
            return of(Json.read(Files.readString(path)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Vectors of(Object value) {
        return new Vectors((Map<?, ?>) value);
    }

    public Vectors in(String field) {
        return of(fields.get(field));
    }

    public List<Vectors> list(String field) {
        return ((List<?>) fields.get(field)).stream().map(Vectors::of).toList();
    }

    public List<String> texts(String field) {
        return ((List<?>) fields.get(field)).stream().map(Object::toString).toList();
    }

    public boolean has(String field) {
        return fields.get(field) != null;
    }

    public String text(String field) {
        return (String) fields.get(field);
    }

    public int number(String field) {
        return Math.toIntExact(big(field));
    }

    public long big(String field) {
        return (Long) fields.get(field);
    }

    public boolean flag(String field) {
        return (Boolean) fields.get(field);
    }

    public byte[] hex(String field) {
        return HexFormat.of().parseHex(text(field));
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
