package org.qgate.shell.internal.command;

import java.util.Locale;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.error.Retry;
import org.qgate.api.store.Storage;
import org.qgate.api.store.StoreStatus;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Facts;
import org.qgate.shell.internal.view.Text;

/** {@code store:status}: exit code 2 when the store writes no more or could not be opened. */
@Service
@Command(scope = "store", name = "status", description = "What the store holds, on disk and in memory")
public final class StoreStatusCommand extends NodeCommand {
    @Override
    protected Answer answer(ShellServices asked) {
        Optional<Storage> keeper = asked.cells().storage().now();
        if (asked.cells().store().now().isEmpty() && keeper.isPresent()) {
            return closed(keeper.get().status());
        }
        StoreStatus now = asked.store().status();
        return shown(now).exit(now.failed().isEmpty() ? 0 : Retry.WILL_NOT_HELP.exitCode());
    }

    private static Answer closed(Storage.Status now) {
        Facts facts = new Facts()
                .fact("store", now.standing().name().toLowerCase(Locale.ROOT))
                .fact("engine", now.engine())
                .fact("reason", now.reason())
                .fact("remedy", now.advice());
        Retry retry = now.standing() == Storage.Standing.FAILED ? Retry.WILL_NOT_HELP : Retry.MAY_HELP;
        return Answer.of(Document.of("qgate.store/1").with("storage", now), facts)
                .exit(retry.exitCode());
    }

    static Answer shown(StoreStatus now) {
        Facts facts = new Facts()
                .fact("store", now.failed().isEmpty() ? "open" : "writes no more: " + now.failed())
                .fact("records", now.records())
                .fact("on disk", Text.bytes(now.diskBytes()) + " in " + now.segments() + " segments")
                .fact("of it needed", Text.bytes(now.liveBytes()))
                .fact("index", Text.bytes(now.indexBytes()) + " of " + Text.bytes(now.indexBudgetBytes()))
                .fact("oldest epoch", now.oldestEpoch() == 0 ? "not known" : now.oldestEpoch())
                .fact("written", now.batches() + " batches for " + now.commits() + " calls, " + now.syncs() + " syncs")
                .fact(
                        "opened with",
                        now.footersRead() + " footers, " + now.segmentsScanned() + " segments read whole, "
                                + Text.bytes(now.discardedBytes()) + " unfinished and thrown away");
        return Answer.of(Document.of("qgate.store/1").with("store", now), facts);
    }
}
