package org.qgate.shell.internal.command.qrng;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.qrng.BlockInfo;
import org.qgate.api.qrng.Qrng;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Facts;
import org.qgate.shell.internal.view.Text;

/** {@code block:show} */
@Service
@Command(scope = "block", name = "show", description = "Show all that a block says")
public final class BlockShowCommand extends NodeCommand {
    @Argument(index = 0, name = "SEQUENCE", description = "Number of a block", required = true)
    long sequence;

    @Argument(
            index = 1,
            name = "STREAM",
            description = "A stream, or its first digits; this node's own when it is left out")
    @Completion(StreamCompleter.class)
    String stream;

    @Override
    protected Answer answer(ShellServices asked) {
        Qrng qrng = asked.qrng();
        String found = Streams.find(qrng, stream);
        BlockInfo block = qrng.blockInfo(found, sequence);
        Facts facts = new Facts()
                .fact("stream", block.stream())
                .fact("sequence", block.sequence())
                .fact("kind", block.kind())
                .fact("slot", Text.moment(block.slotWallMs()))
                .fact("digest", block.digest())
                .fact("bytes", block.bytes())
                .fact("recalled", block.recalled() ? "yes: use nothing of it" : "no");
        block.facts().forEach(facts::fact);
        return Answer.of(Document.of("qgate.block/1").with("block", block), facts);
    }
}
