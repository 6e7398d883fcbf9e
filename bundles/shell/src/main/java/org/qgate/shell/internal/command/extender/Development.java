package org.qgate.shell.internal.command.extender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.extender.Consent;
import org.qgate.api.extender.ConsentSheet;
import org.qgate.api.extender.LogLine;
import org.qgate.api.extender.PublisherInfo;
import org.qgate.shell.internal.Exits;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.extender.ChangeProgress.Until;
import org.qgate.shell.internal.view.ConsentView;
import org.qgate.shell.internal.view.Text;
import org.qgate.shell.internal.view.View;

/**
 * Somebody works on an extender: what is built in the project's folder {@code target} by the project's own key is installed,
 * what stands against it is shown, and so is what the extender logs. For one thread.
 */
final class Development {
    private static final int LOG_LINES = 200;

    private final ShellServices asked;
    private final Path project;
    private final String actor;
    private final Consumer<String> say;
    private final Consumer<View> show;
    private Optional<PublisherInfo> key = Optional.empty();
    private Build seen = Build.NONE;
    private Build taken = Build.NONE;
    private String id = "";
    private String told = "";
    private LogLine last;

    /** A package as it lies there. */
    private record Build(String name, long bytes, long modifiedMs) {
        static final Build NONE = new Build("", 0, 0);
    }

    Development(ShellServices asked, Path project, String actor, Consumer<String> say, Consumer<View> show) {
        this.asked = asked;
        this.project = project;
        this.actor = actor;
        this.say = say;
        this.show = show;
    }

    /** Looks once: whether there is a key, something new to install, something logged. */
    void look() {
        try {
            if (trusted()) {
                Build newest = newest();
                boolean written = newest.equals(seen); // else it may still be growing
                seen = newest;
                if (written && !newest.equals(taken) && !newest.equals(Build.NONE)) {
                    taken = newest;
                    take(target().resolve(newest.name()));
                }
            }
            log();
        } catch (QGateException | IOException failed) {
            once(Exits.sentence(failed));
        }
    }

    private Path target() {
        return project.resolve("target");
    }

    private boolean trusted() {
        Path file = project.resolve(".qgate").resolve("developer.key.pub");
        if (key.isEmpty() && Files.isRegularFile(file)) {
            key = Optional.of(asked.extenders().develop(file, actor));
            PublisherInfo known = key.get();
            say.accept("DEVELOPER's key " + known.keyId() + " of \"" + known.name() + "\", " + known.trust()
                    + " here: whatever is built with it runs on this node.");
        }
        if (key.isEmpty()) {
            once("there is no " + file + " yet: build the project once, without naming a publisher's key");
        }
        return key.isPresent();
    }

    private Build newest() throws IOException {
        if (!Files.isDirectory(target())) {
            return Build.NONE;
        }
        Build newest = Build.NONE;
        try (Stream<Path> files = Files.list(target())) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".qsx")).toList()) {
                Build build = new Build(
                        file.getFileName().toString(),
                        Files.size(file),
                        Files.getLastModifiedTime(file).toMillis());
                boolean later = build.modifiedMs() > newest.modifiedMs()
                        || build.modifiedMs() == newest.modifiedMs()
                                && build.name().compareTo(newest.name()) > 0;
                newest = later ? build : newest;
            }
        }
        return newest;
    }

    private void take(Path file) {
        told = "";
        ConsentSheet sheet = asked.extenders().check(file);
        boolean first = id.isEmpty();
        if (!sheet.findings().isEmpty()) {
            say.accept(file.getFileName() + " is refused; extender:explain CODE says more of a code");
            show.accept(ConsentView.difference(sheet));
        } else if (!sheet.keyId().equals(key.orElseThrow().keyId())) {
            say.accept(file.getFileName() + " is signed by " + sheet.keyId()
                    + ", not by this project's key: build it without naming a publisher's key");
        } else {
            show.accept(first ? ConsentView.of(sheet) : ConsentView.difference(sheet));
            install(file, sheet);
        }
    }

    /** The one that is there already, of the same key, is what is worked on, too. */
    private void install(Path file, ConsentSheet sheet) {
        try {
            begin(file, sheet);
        } catch (QGateException refused) {
            if (refused.code() == ExtenderError.NOTHING_NEW) {
                id = sheet.id();
            }
            throw refused;
        }
    }

    /** Whoever began this agreed to what the project asks for; privileged permissions want a proof, and get none. */
    private void begin(Path file, ConsentSheet sheet) {
        Set<String> all =
                sheet.permissions().stream().map(ConsentSheet.Row::name).collect(Collectors.toSet());
        long change = asked.extenders().install(file, new Consent(true, all, false), true, actor);
        id = sheet.id();
        ChangeProgress.follow(asked, change, Until.OUTCOME, step -> {}).views().stream()
                .findFirst()
                .ifPresent(show);
    }

    private void log() {
        if (id.isEmpty()) {
            return;
        }
        List<LogLine> lines = asked.extenders().log(id, LOG_LINES);
        int from = last == null ? 0 : lines.lastIndexOf(last) + 1;
        for (LogLine line : lines.subList(from, lines.size())) {
            say.accept(Text.moment(line.wallMs()) + " " + line.level() + " " + line.text());
            last = line;
        }
    }

    private void once(String what) {
        if (!what.equals(told)) {
            told = what;
            say.accept(what);
        }
    }

    /** Ends it: what was installed goes, what it kept stays, and the key is nobody's any more; or all of it is kept. */
    void end(boolean keep) {
        if (keep) {
            say.accept(id.isEmpty() ? "nothing was installed" : id + " stays, and its DEVELOPER's key stays trusted");
            return;
        }
        try {
            if (!id.isEmpty()) {
                long change = asked.extenders().remove(id, false, actor);
                ChangeProgress.follow(asked, change, Until.OUTCOME, step -> {}).views().stream()
                        .findFirst()
                        .ifPresent(show);
            }
        } catch (QGateException failed) {
            say.accept(Exits.sentence(failed));
        } finally {
            key.filter(known -> known.trust().equals("developer"))
                    .ifPresent(known -> asked.extenders().untrust(known.keyId(), actor));
        }
    }
}
