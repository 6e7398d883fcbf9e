package org.qgate.shell.internal.command.extender;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.Retry;
import org.qgate.api.extender.Consent;
import org.qgate.api.extender.ConsentSheet;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.command.Identity;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.ConsentView;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.View;

/**
 * A command that puts something live which an operator has to agree to. At a terminal it shows the sheet and asks, each
 * sensitive permission for itself; elsewhere {@code --yes} agrees to the sheet and {@code --grant} to one permission each.
 * What nobody agreed to is HELD by the node; without {@code --yes} not even that is begun.
 */
abstract class ConsentingCommand extends GoverningCommand {
    @Option(
            name = "--yes",
            description = "Agree to the sheet without being asked; sensitive permissions want --grant too")
    boolean yes;

    @Option(
            name = "--grant",
            description = "Agree to a sensitive permission, by its name; may be given again and again",
            multiValued = true)
    @Completion(PermissionCompleter.class)
    List<String> grants;

    @Option(name = "--key", description = "A key file of the vault: proves who you are, for privileged permissions")
    String key;

    @Option(name = "--passphrase-file", description = "Reads the vault's passphrase from a private file, for the same")
    String passphraseFile;

    /** Shows, asks, begins and follows. */
    final Change consented(String action, ShellServices asked, ConsentSheet sheet, ToLongFunction<Consent> begin) {
        requireOneWish();
        Set<String> named = named(sheet);
        String detail = sheet.id() + " " + (sheet.fromVersion().isEmpty() ? "" : sheet.fromVersion() + " -> ")
                + sheet.toVersion() + " of " + sheet.keyId() + " granting [" + String.join(" ", named) + "]";
        return new Change(action, detail, sheet, ConsentView.of(sheet), () -> {
            if (!sheet.findings().isEmpty()) {
                return unchanged(sheet, List.of()).exit(Retry.WILL_NOT_HELP.exitCode());
            }
            boolean asking = !yes && someoneThere();
            if (!yes && !asking) {
                return unchanged(sheet, missing(sheet, named)).exit(Retry.NEEDS_CONSENT.exitCode());
            }
            Optional<Set<String>> granted = asking ? answered(sheet, named) : Optional.of(named);
            return granted.map(names -> begun(asked, sheet, names, begin)).orElseGet(() -> refused(sheet));
        });
    }

    private Answer begun(ShellServices asked, ConsentSheet sheet, Set<String> granted, ToLongFunction<Consent> begin) {
        boolean proven = privileged(sheet, granted) && Identity.prove(asked, session(), key, passphraseFile);
        return followed(asked, begin.applyAsLong(new Consent(true, granted, proven)));
    }

    private Set<String> named(ConsentSheet sheet) {
        Set<String> named = new HashSet<>(grants == null ? List.of() : grants);
        for (String name : named) {
            if (sheet.findings().isEmpty()
                    && sheet.permissions().stream().noneMatch(row -> row.name().equals(name))) {
                throw new UsageException("the package does not ask for " + name);
            }
        }
        return named;
    }

    /** What has to be agreed to and was not. */
    private static List<String> missing(ConsentSheet sheet, Set<String> granted) {
        List<String> missing = new ArrayList<>(sheet.missing());
        missing.removeAll(granted);
        sheet.permissions().stream().filter(ConsentSheet.Row::optional).forEach(row -> missing.remove(row.name()));
        return missing;
    }

    /** Asks for each permission that needs it; empty when something was refused that is needed, or all of it. */
    private Optional<Set<String>> answered(ConsentSheet sheet, Set<String> named) {
        show(ConsentView.of(sheet));
        String version = sheet.id() + " " + sheet.toVersion();
        boolean unheld = sheet.held().startsWith(ExtenderError.NO_CONFINEMENT.id()); // goes on by itself once agreed to
        if (!sheet.held().isEmpty() && !unheld) {
            return Question.yes(session(), "Keep " + version + " here, HELD?") ? Optional.of(named) : Optional.empty();
        }
        Set<String> granted = new HashSet<>(named);
        for (ConsentSheet.Row row : sheet.permissions()) {
            if (!sheet.missing().contains(row.name()) || granted.contains(row.name())) {
                continue;
            }
            String scope = row.scope().isEmpty() ? "" : " for " + String.join(", ", row.scope());
            if (Question.yes(session(), "Grant " + row.name() + scope + "?")) {
                granted.add(row.name());
            } else if (!row.optional()) {
                return Optional.empty();
            }
        }
        boolean update = !sheet.fromVersion().isEmpty();
        String what = (update ? "Update to " : "Install ") + version;
        boolean agreed = Question.yes(session(), what + (unheld ? ", once its process would be held?" : "?"));
        return agreed ? Optional.of(granted) : Optional.empty();
    }

    private static boolean privileged(ConsentSheet sheet, Set<String> granted) {
        return sheet.permissions().stream()
                .anyMatch(row -> row.level().equals("privileged") && granted.contains(row.name()));
    }

    private static Answer refused(ConsentSheet sheet) {
        Answer answer = Answer.of(document(sheet, sheet.missing()), "You did not agree: nothing was changed.");
        return answer.exit(Retry.NEEDS_CONSENT.exitCode());
    }

    private static Answer unchanged(ConsentSheet sheet, List<String> missing) {
        List<View> views = new ArrayList<>(List.of(ConsentView.of(sheet)));
        if (sheet.findings().isEmpty()) {
            String list = missing.isEmpty() ? "" : " --grant " + String.join(" --grant ", missing);
            views.add((out, terminal) -> out.println("nothing was changed: agree with --yes" + list));
        }
        return Answer.of(document(sheet, missing), views.toArray(View[]::new));
    }

    private static Document document(ConsentSheet sheet, List<String> missing) {
        return Document.of("qgate.consent/1")
                .with("done", false)
                .with("sheet", sheet)
                .with("missing", missing);
    }
}
