package org.example.library;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.qgate.ext.Host;
import org.qgate.ext.Service;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;

/** Turns words around with Guava. */
public final class Words implements Service {
    /** Called by the node. */
    public Words() {}

    @Override
    public void start(Host host) {
        Command turn = new Command(
                "turn", "Turns words around.", List.of(new Command.Argument("WORDS", true, "With commas between.")));
        host.commands().offer(turn, arguments -> Answer.lines(List.of(turned(arguments.get(0)))));
    }

    private static String turned(String words) {
        List<String> all = Splitter.on(',').trimResults().omitEmptyStrings().splitToList(words);
        return Joiner.on(' ').join(ImmutableList.copyOf(all).reverse());
    }
}
