package org.qgate.shell.internal.command.extender;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.qgate.api.extender.CommandRow;
import org.qgate.shell.internal.view.Text;

/** Completes the name of an extender's command, the shell's options, and files. */
record ScopedCompleter(String scope, CommandRow row, boolean scoped) implements Completer {
    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<Candidate> found = new ArrayList<>();
        completeCandidates(session, line, found);
        found.forEach(each -> candidates.add(each.value()));
        return 0;
    }

    @Override
    public void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
        int at = line.getCursorArgumentIndex();
        String full = scope + ":" + row.name();
        if (at == 0) {
            // Without its scope only in a shell that has gone into it: a bare word is never an extender's.
            String name = scoped ? row.name() : full;
            candidates.add(new Candidate(name, name, null, Text.clean(row.description()), null, full, true));
        } else if (full.equals(session.resolveCommand(line.getArguments()[0]))) {
            String word = line.getCursorArgument();
            if (word != null && word.startsWith("-")) {
                Words.options().map(Candidate::new).forEach(candidates::add);
            } else if (isFile(position(line, at))) {
                new FileCompleter().completeCandidates(session, line, candidates);
            }
        }
    }

    /** Which argument stands at a word: options before it do not count. */
    private static int position(CommandLine line, int at) {
        return (int) Stream.of(line.getArguments())
                        .limit(at)
                        .filter(each -> !each.startsWith("--"))
                        .count()
                - 1;
    }

    private boolean isFile(int index) {
        return index < row.arguments().size()
                && row.arguments().get(index).kind().endsWith("-file");
    }
}
