package org.qgate.shell.internal.command;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.error.Retry;
import org.qgate.api.vault.Vault;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code vault:rotate}: sealing anew goes on in the background, whoever looks. */
@Service
@Command(
        scope = "vault",
        name = "rotate",
        description = "Seal in a new epoch; the old one is erased once nothing needs it")
public final class VaultRotateCommand extends ChangingCommand {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int LONGEST = 86_400;

    @Option(name = "--wait", description = "Return once the old epochs are erased")
    boolean wait;

    @Option(name = "--seconds", description = "How long --wait waits, 1 to 86400 seconds; default 3600")
    int seconds = 3_600;

    @Override
    protected Change prepare(ShellServices asked) {
        if (seconds < 1 || seconds > LONGEST) {
            throw new UsageException("--seconds is 1 to " + LONGEST + ", not " + seconds);
        }
        return new Change("vault:rotate", "", () -> {
            long epoch = asked.vault().rotate();
            return wait ? awaited(asked, epoch) : answer(epoch, asked.vault().epochs());
        });
    }

    /** Asks the provider of the moment: it may be replaced meanwhile. */
    private Answer awaited(ShellServices asked, long epoch) {
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Long> said = List.of();
        List<Long> epochs = asked.vault().epochs();
        while (epochs.get(0) < epoch
                && System.nanoTime() - endNs < 0
                && !Thread.currentThread().isInterrupted()) {
            if (!epochs.equals(said)) {
                say("epoch " + epochs.get(0) + " is still in use, " + epoch + " seals");
                said = epochs;
            }
            LockSupport.parkNanos(LOOK_NS);
            Vault vault = asked.vault();
            epochs = vault.epochs();
        }
        return answer(epoch, epochs).exit(epochs.get(0) < epoch ? Retry.MAY_HELP.exitCode() : 0);
    }

    private static Answer answer(long epoch, List<Long> epochs) {
        Document document =
                Document.of("qgate.vault-rotate/1").with("epoch", epoch).with("epochs", epochs);
        return Answer.of(
                document,
                "epoch " + epoch + " seals"
                        + (epochs.get(0) < epoch ? "; epoch " + epochs.get(0) + " is still in use" : ""));
    }
}
