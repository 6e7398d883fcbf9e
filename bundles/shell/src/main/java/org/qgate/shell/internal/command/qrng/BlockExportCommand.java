package org.qgate.shell.internal.command.qrng;

import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.qgate.api.qrng.Qrng;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.command.VaultPlaces;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code block:export} */
@Service
@Command(
        scope = "block",
        name = "export",
        description = "Write blocks to a file, which bin/qgate verify-blocks verifies anywhere")
public final class BlockExportCommand extends QrngChange {
    @Option(name = "--from", description = "The first sequence")
    long from = 0;

    @Option(name = "--to", description = "The last sequence; the newest when it is left out")
    long to = Long.MAX_VALUE;

    @Argument(index = 0, name = "FILE", description = "Absolute path; replaced when it is there", required = true)
    @Completion(FileCompleter.class)
    String file;

    @Argument(
            index = 1,
            name = "STREAM",
            description = "A stream, or its first digits; this node's own when it is left out")
    @Completion(StreamCompleter.class)
    String stream;

    @Override
    protected Change prepare(Qrng qrng, String actor, ShellServices asked) {
        Path target = VaultPlaces.file("FILE", file);
        if (from < 0 || from > to) {
            throw new UsageException("--from is 0 or more, and at most --to");
        }
        String found = Streams.find(qrng, stream);
        return new Change("block:export", found, () -> {
            long written = qrng.export(actor, found, from, to, target);
            Document document = Document.of("qgate.block-export/1")
                    .with("stream", found)
                    .with("file", target.toString())
                    .with("blocks", written);
            return Answer.of(document, "wrote " + written + " blocks to " + target);
        });
    }
}
