package org.qgate.shell.internal.command.extender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.ClassError;
import org.qgate.api.error.CryptoError;
import org.qgate.api.error.DpnError;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.PackageError;
import org.qgate.api.error.StoreError;
import org.qgate.api.error.TransportError;
import org.qgate.api.error.UpdateError;
import org.qgate.api.error.VaultError;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Text;

/** {@code extender:explain}: what a code means, with the page on a refusal that the distribution brings. */
@Service
@Command(scope = "extender", name = "explain", description = "Explain a code of a refusal, such as QG-EXT-0177")
public final class ExtenderExplainCommand extends NodeCommand {
    private static final String PAGES = "sdk/refusals";

    @Argument(name = "CODE", description = "A code, as a refusal names it", required = true)
    String code;

    @Override
    protected boolean worksLocked() {
        return true;
    }

    @Override
    protected Answer answer(ShellServices asked) {
        return of(code, Path.of(System.getProperty("karaf.home", ".")));
    }

    static Answer of(String code, Path home) {
        ErrorCode known = Stream.of(
                        BaseError.values(),
                        ClassError.values(),
                        CryptoError.values(),
                        DpnError.values(),
                        ExtenderError.values(),
                        KernelError.values(),
                        PackageError.values(),
                        StoreError.values(),
                        TransportError.values(),
                        UpdateError.values(),
                        VaultError.values())
                .flatMap(Stream::<ErrorCode>of)
                .filter(each -> each.id().equals(code))
                .findFirst()
                .orElseThrow(() -> new UsageException("there is no code " + code + "; they look like QG-EXT-0177"));
        List<String> page = page(home.resolve(PAGES).resolve(known.id() + ".md"))
                .orElseGet(() -> List.of(known.id() + " " + known.meaning(), known.advice()));
        Document document = Document.of("qgate.code/1")
                .with("code", known.id())
                .with("meaning", known.meaning())
                .with("advice", known.advice())
                .with("page", page);
        return Answer.of(document, (out, terminal) -> page.forEach(line -> out.println(Text.clean(line))));
    }

    private static Optional<List<String>> page(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(new ArrayList<>(Files.readAllLines(file)))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
