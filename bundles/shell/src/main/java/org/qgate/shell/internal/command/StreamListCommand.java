package org.qgate.shell.internal.command;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.network.StreamInfo;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Table;
import org.qgate.shell.internal.view.Text;

/** {@code stream:list}; destinations are deliberately absent. */
@Service
@Command(scope = "stream", name = "list", description = "List streams; never their destinations")
public final class StreamListCommand extends NodeCommand {
    @Override
    protected Answer answer(ShellServices asked) {
        List<StreamInfo> streams = asked.streams().list();
        Table table = new Table("no streams", "id", "side", "circuit", "state", "in", "out", "credit", "age");
        streams.forEach(stream -> table.row(
                stream.id(),
                stream.side(),
                stream.circuit(),
                stream.state(),
                Text.bytes(stream.bytesIn()),
                Text.bytes(stream.bytesOut()),
                Text.bytes(stream.creditBytes()),
                Text.duration(stream.ageMs())));
        return Answer.of(Document.of("qgate.streams/1").with("streams", streams), table);
    }
}
