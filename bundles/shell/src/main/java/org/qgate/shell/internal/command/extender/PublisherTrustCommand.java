package org.qgate.shell.internal.command.extender;

import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.qgate.api.error.Retry;
import org.qgate.api.extender.PublisherInfo;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.ChangingCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Facts;
import org.qgate.shell.internal.view.Text;
import org.qgate.shell.internal.view.View;

/** {@code publisher:trust} */
@Service
@Command(scope = "publisher", name = "trust", description = "Trust a publisher, after comparing its fingerprint")
public final class PublisherTrustCommand extends ChangingCommand {
    @Option(
            name = "--fingerprint",
            description = "What the publisher says that it is, on another way than the file came")
    String fingerprint;

    @Argument(
            name = "FILE",
            description = "Absolute path of a public key, or of a statement by which a publisher replaces its key",
            required = true)
    @Completion(FileCompleter.class)
    String file;

    @Override
    protected Change prepare(ShellServices asked) {
        Path found = OperatorFile.find(file);
        PublisherInfo would = asked.extenders().trust(found, null, actor(session()));
        String detail = would.keyId() + (would.replaced().isEmpty() ? "" : " instead of " + would.replaced());
        return new Change("publisher:trust", detail, would, view(would), () -> trusted(asked, found, would));
    }

    private Answer trusted(ShellServices asked, Path found, PublisherInfo would) {
        String compared = fingerprint;
        if (compared == null) {
            if (!someoneThere()) {
                return unchanged(would, "compare the fingerprint with the publisher, then give it with --fingerprint");
            }
            show(view(would));
            if (!Question.yes(session(), "Does the publisher say the same fingerprint, on another way?")) {
                return unchanged(would, "you did not agree");
            }
            compared = would.fingerprint();
        }
        PublisherInfo now = asked.extenders().trust(found, compared, actor(session()));
        List<String> apart = asked.extenders().list().stream()
                .filter(each -> each.keyId().equals(now.keyId()) && each.tier().equals("process"))
                .map(each -> each.id() + " runs in its own process: " + each.tierReason())
                .toList();
        View lines = (out, terminal) -> apart.forEach(line -> out.println(Text.clean(line)));
        Document document =
                Document.of("qgate.publisher/1").with("publisher", now).with("ownProcess", apart);
        return Answer.of(document, view(now), lines);
    }

    private static Answer unchanged(PublisherInfo would, String why) {
        Document document = Document.of("qgate.publisher/1").with("done", false).with("publisher", would);
        View line = (out, terminal) -> out.println("nothing was changed: " + why);
        return Answer.of(document, view(would), line).exit(Retry.NEEDS_CONSENT.exitCode());
    }

    static View view(PublisherInfo publisher) {
        return new Facts()
                .fact("name", "\"" + publisher.name() + "\"")
                .fact("key", publisher.keyId())
                .fact("fingerprint", publisher.fingerprint())
                .fact("trust", publisher.trust())
                .fact("replaces", publisher.replaced().isEmpty() ? "-" : publisher.replaced());
    }
}
