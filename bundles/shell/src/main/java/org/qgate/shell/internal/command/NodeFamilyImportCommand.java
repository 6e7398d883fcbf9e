package org.qgate.shell.internal.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.qgate.api.error.CryptoError;
import org.qgate.api.error.QGateException;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code node:family-import}: what it records names neither file nor family. */
@Service
@Command(
        scope = "node",
        name = "family-import",
        description = "Take the key of the family of relays that this node belongs to")
public final class NodeFamilyImportCommand extends ChangingCommand {
    private static final int SEED = 32;

    @Argument(
            name = "FILE",
            description = "Absolute path outside the node's folder: 32 raw bytes, mode 0600; stays where it is",
            required = true)
    @Completion(FileCompleter.class)
    String file;

    @Option(name = "--replace", description = "Leave the family whose key the node has")
    boolean replace;

    @Override
    protected Change prepare(ShellServices asked) {
        refuseInside(asked);
        Arrays.fill(seed(), (byte) 0); // what cannot be taken is said by --dry-run too
        return new Change("node:family-import", replace ? "--replace" : "", () -> {
            String family = HexFormat.of().formatHex(asked.crypto().installFamily(seed(), replace));
            Document document = Document.of("qgate.family/1")
                    .with("family", family)
                    .with("file", file)
                    .with("erased", false);
            return Answer.of(
                    document,
                    "family " + family + " counts from now on; a relay says so within the hour. " + file
                            + " was not erased: put it away or destroy it");
        });
    }

    /** What lies in the node's folder goes with every copy of it, in the clear. */
    private void refuseInside(ShellServices asked) {
        Path named = real(VaultPlaces.file("FILE", file));
        ShellServices.Bedrock bedrock = asked.bedrock();
        Path node = bedrock.installation().etc().toAbsolutePath().getParent();
        if (named.startsWith(real(node))
                || named.startsWith(real(bedrock.folder().path()))) {
            throw new UsageException(file + " lies in the node's own folder: move it elsewhere first");
        }
    }

    /** With links followed, if it is there. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException absent) {
            return path.toAbsolutePath().normalize();
        }
    }

    private byte[] seed() {
        byte[] content = SecretFile.read("FILE", file, SEED + 1);
        if (content.length != SEED) {
            Arrays.fill(content, (byte) 0);
            String found = content.length > SEED ? "more" : String.valueOf(content.length);
            throw new QGateException(
                    CryptoError.MALFORMED, file + " must hold exactly " + SEED + " raw bytes, not " + found);
        }
        return content;
    }
}
