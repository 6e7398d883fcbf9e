package org.qgate.shell.internal.command.qrng;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.BlockCheck;
import org.qgate.api.qrng.Qrng;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.command.VaultPlaces;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Facts;

/** {@code block:verify} */
@Service
@Command(
        scope = "block",
        name = "verify",
        description = "Verify the blocks that are kept of a stream, or those of a file")
public final class BlockVerifyCommand extends NodeCommand {
    @Option(name = "--file", description = "Absolute path of a file of blocks, to be verified instead")
    @Completion(FileCompleter.class)
    String file;

    @Argument(name = "STREAM", description = "A stream, or its first digits; this node's own when it is left out")
    @Completion(StreamCompleter.class)
    String stream;

    @Override
    protected Answer answer(ShellServices asked) {
        if (file != null && stream != null) {
            throw new UsageException("STREAM and --file exclude each other");
        }
        Qrng qrng = asked.qrng();
        BlockCheck check =
                file != null ? qrng.verify(VaultPlaces.file("--file", file)) : qrng.verify(Streams.find(qrng, stream));
        Facts facts = new Facts()
                .fact("stream", check.stream().isEmpty() ? "-" : check.stream())
                .fact("blocks", check.blocks())
                .fact("sound", check.sound() ? "yes: sequence, chain, commitments and both signatures hold" : "NO");
        if (!check.sound()) {
            facts.fact("place", check.place()).fact("reason", check.reason());
        }
        Answer answer = Answer.of(Document.of("qgate.block-check/1").with("check", check), facts);
        return check.sound() ? answer : answer.exit(QrngError.BAD_BLOCK.retry().exitCode());
    }
}
