package org.qgate.testnet.extender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A section of a page as somebody follows it: files to write, commands to give, and what they say. */
final class Guide {
    private static final Pattern FENCE = Pattern.compile("(?ms)^```([a-z ]+)\\n(.*?)^```$");
    private static final Pattern FILE = Pattern.compile("`([^`\\s]+/[^`\\s]+)`:\\s*\\z");

    /** Something to do. */
    sealed interface Step {
        /** Write a file. */
        record Write(String name, String content) implements Step {}

        /**
         * Give commands, one a line.
         *
         * @param where {@code sh}, {@code qgate} or {@code qgate other}
         * @param said what must be among what they say, one a line
         */
        record Give(String where, List<String> commands, List<String> said) implements Step {}
    }

    private Guide() {}

    /** Reads the steps of one section. */
    static List<Step> steps(Path page, String heading) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf("\n### " + heading + "\n");
        if (begin < 0) {
            throw new IOException(page + " has no section '" + heading + "'");
        }
        int end = text.indexOf("\n### ", begin + 1);
        String section = text.substring(begin, end < 0 ? text.length() : end);
        List<Step> steps = new ArrayList<>();
        Matcher fence = FENCE.matcher(section);
        int behind = 0;
        while (fence.find()) {
            add(steps, section.substring(behind, fence.start()), fence.group(1), fence.group(2));
            behind = fence.end();
        }
        return steps;
    }

    private static void add(List<Step> steps, String before, String kind, String content) throws IOException {
        Matcher file = FILE.matcher(before);
        if (file.find()) {
            steps.add(new Step.Write(file.group(1), content));
        } else if (kind.equals("text") && steps.get(steps.size() - 1) instanceof Step.Give given) {
            steps.set(
                    steps.size() - 1,
                    new Step.Give(
                            given.where(), given.commands(), content.lines().toList()));
        } else if (kind.equals("sh") || kind.equals("qgate") || kind.equals("qgate other")) {
            steps.add(new Step.Give(kind, content.lines().toList(), List.of()));
        } else {
            throw new IOException("nobody knows what to do with a block of " + kind + ":\n" + content);
        }
    }
}
