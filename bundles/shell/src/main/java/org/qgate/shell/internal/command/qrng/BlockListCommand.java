package org.qgate.shell.internal.command.qrng;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.qrng.BlockInfo;
import org.qgate.api.qrng.Qrng;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Table;
import org.qgate.shell.internal.view.Text;

/** {@code block:list} */
@Service
@Command(scope = "block", name = "list", description = "List signed blocks of randomness, newest first")
public final class BlockListCommand extends NodeCommand {
    private static final int MOST = 1_000;

    @Option(name = "--streams", description = "List the streams instead, this node's own first")
    boolean streams;

    @Option(name = "--lines", description = "How many blocks at most, 1 to 1000")
    int lines = 20;

    @Option(name = "--before", description = "Begin below this sequence")
    long before = -1;

    @Argument(name = "STREAM", description = "A stream, or its first digits; this node's own when it is left out")
    @Completion(StreamCompleter.class)
    String stream;

    @Override
    protected Answer answer(ShellServices asked) {
        return streams ? streams(asked.qrng().streams()) : blocks(asked.qrng());
    }

    private static Answer streams(List<String> all) {
        Table table = new Table("no streams", "stream");
        all.forEach(table::row);
        return Answer.of(Document.of("qgate.block-streams/1").with("streams", all), table);
    }

    private Answer blocks(Qrng qrng) {
        if (lines < 1 || lines > MOST) {
            throw new UsageException("--lines is 1 to " + MOST + ", not " + lines);
        }
        String found = Streams.find(qrng, stream);
        List<BlockInfo> blocks = qrng.blocks(found, before, lines);
        Table table = new Table("no blocks", "sequence", "kind", "slot", "bytes", "digest", "recalled");
        blocks.forEach(each -> table.row(
                each.sequence(),
                each.kind(),
                Text.moment(each.slotWallMs()),
                each.bytes(),
                each.digest().substring(0, 16),
                each.recalled() ? "yes" : "-"));
        return Answer.of(Document.of("qgate.blocks/1").with("stream", found).with("blocks", blocks), table);
    }
}
