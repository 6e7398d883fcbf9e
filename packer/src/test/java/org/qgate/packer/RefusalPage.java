package org.qgate.packer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One page of {@code docs/refusals}, taken apart. */
record RefusalPage(String id, String text, List<Example> examples) {
    /**
     * Something that is refused, or accepted.
     *
     * @param language {@code java}: statements or a class; {@code yaml}: fields of service.yaml; {@code mf}: headers; {@code
     *     files}: names of files in the bundle; {@code text}: in words
     */
    record Example(boolean refused, String language, String content) {}

    private static final Pattern FENCED =
            Pattern.compile("## (Refused|Accepted)\n\n```(\\w+)\n(.*?)\n```", Pattern.DOTALL);

    static Stream<RefusalPage> all() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("qgate.docs"), "refusals"))) {
            List<RefusalPage> pages = new ArrayList<>();
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                pages.add(read(file));
            }
            return pages.stream();
        }
    }

    private static RefusalPage read(Path file) throws IOException {
        String text = Files.readString(file);
        List<Example> examples = new ArrayList<>();
        Matcher fenced = FENCED.matcher(text);
        while (fenced.find()) {
            examples.add(new Example(fenced.group(1).equals("Refused"), fenced.group(2), fenced.group(3)));
        }
        return new RefusalPage(file.getFileName().toString().replace(".md", ""), text, examples);
    }

    @Override
    public String toString() {
        return id;
    }
}
