package org.qgate.testnet.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Bytes that must not be found, in every form that programs write bytes and texts in. */
final class Needles {
    private static final int SHORTEST = 8;

    /** One form of one secret. */
    private record Needle(String name, byte[] form) {}

    /** By their first two bytes, so that most places of a file cost one look. */
    private final List<List<Needle>> byStart = new ArrayList<>();

    private int count;

    Needles() {
        for (int i = 0; i < 1 << 16; i++) {
            byStart.add(List.of());
        }
    }

    /** Adds a text: as it is, in capitals, in UTF-16, in Base64 at each of the three alignments. */
    void text(String name, String text) {
        for (String each : new TreeSet<>(List.of(text, text.toUpperCase(Locale.ROOT)))) {
            add(name, each.getBytes(StandardCharsets.UTF_8));
            add(name, each.getBytes(StandardCharsets.UTF_16BE));
            add(name, each.getBytes(StandardCharsets.UTF_16LE));
            encoded(name, each.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Adds bytes: as they are, reversed, in hexadecimal, in Base64 at each of the three alignments. */
    void bytes(String name, byte[] bytes) {
        add(name, bytes);
        byte[] reversed = bytes.clone();
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        add(name, reversed);
        String hex = HexFormat.of().formatHex(bytes);
        add(name, hex.getBytes(StandardCharsets.US_ASCII));
        add(name, hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
        encoded(name, bytes);
    }

    /** What of Base64 does not depend on neighbours. */
    private void encoded(String name, byte[] bytes) {
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + bytes.length];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            byte[] code = Base64.getEncoder().withoutPadding().encode(shifted);
            byte[] certain = Arrays.copyOfRange(code, shift == 0 ? 0 : shift + 1, code.length - 1);
            if (certain.length >= SHORTEST) {
                add(name, certain);
            }
        }
    }

    private void add(String name, byte[] form) {
        if (form.length < SHORTEST) {
            throw new IllegalArgumentException(name + " is too short to be told from chance");
        }
        int start = (form[0] & 0xff) << 8 | form[1] & 0xff;
        List<Needle> more = new ArrayList<>(byStart.get(start));
        more.add(new Needle(name, form));
        byStart.set(start, more);
        count++;
    }

    int count() {
        return count;
    }

    /** What a search looked at and found. */
    record Found(long files, long bytes, Set<String> finds) {}

    /** Searches names and contents of all files below a folder; a find reads {@code name in relative/path at offset}. */
    Found search(Path folder) throws IOException {
        Set<String> finds = new TreeSet<>();
        long files = 0;
        long bytes = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                String path = folder.relativize(file).toString();
                byte[] content = Files.readAllBytes(file);
                search(content, " in " + path, finds);
                search(path.getBytes(StandardCharsets.UTF_8), " in the name " + path, finds);
                files++;
                bytes += content.length;
            }
        }
        return new Found(files, bytes, finds);
    }

    private void search(byte[] content, String where, Set<String> finds) {
        for (int at = 0; at + SHORTEST <= content.length; at++) {
            List<Needle> candidates = byStart.get((content[at] & 0xff) << 8 | content[at + 1] & 0xff);
            for (Needle each : candidates) {
                int end = at + each.form().length;
                if (end <= content.length && Arrays.equals(content, at, end, each.form(), 0, each.form().length)) {
                    finds.add(each.name() + where + " at " + at);
                }
            }
        }
    }
}
