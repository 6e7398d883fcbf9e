package org.qgate.shell.internal.command.local;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.qgate.api.local.LocalStatus;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.command.ChangingCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Facts;
import org.qgate.shell.internal.view.Text;

/** {@code token:create}: the token is shown by this command and by nothing else. */
@Service
@Command(scope = "token", name = "create", description = "Make a token that lets a program of this machine in")
public final class TokenCreateCommand extends ChangingCommand {
    private static final long DAY_MS = 24L * 3_600 * 1_000;
    private static final int MOST_DAYS = 3_650;

    @Argument(index = 0, name = "NAME", description = "1 to 32 of a-z 0-9 -: which program", required = true)
    String name;

    @Argument(
            index = 1,
            name = "SCOPES",
            description = "What it opens, random: bytes and blocks; metrics: numbers",
            required = true,
            multiValued = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"random", "metrics"})
    List<String> scopes;

    @Option(name = "--days", description = "How many days it is good for, 1 to 3650; without it, until it is revoked")
    int days;

    @Override
    protected Change prepare(ShellServices asked) {
        if (days < 0 || days > MOST_DAYS) {
            throw new UsageException("--days is 1 to " + MOST_DAYS);
        }
        Set<String> wanted = new TreeSet<>(scopes);
        String actor = actor(session());
        return new Change("token:create", name + " " + String.join(" ", wanted), () -> {
            long ends = days == 0 ? 0 : asked.bedrock().clock().wallMs() + days * DAY_MS;
            String token = asked.tokens().create(actor, name, wanted, ends);
            return shown(asked, wanted, ends, token);
        });
    }

    private Answer shown(ShellServices asked, Set<String> wanted, long ends, String token) {
        String address = asked.cells()
                .local()
                .now()
                .map(LocalStatus.Teller::status)
                .map(LocalStatus::address)
                .orElse("");
        Document document = Document.of("qgate.token/1")
                .with("name", name)
                .with("scopes", wanted)
                .with("endsWallMs", ends)
                .with("token", token)
                .with("address", address);
        return Answer.of(
                document,
                new Facts()
                        .fact("token", token)
                        .fact("scopes", String.join(", ", wanted))
                        .fact("ends", Text.moment(ends))
                        .fact("address", address.isEmpty() ? "HTTPS is off" : "https://" + address),
                (out, terminal) -> out.println("Keep it now: nothing shows it again."));
    }
}
