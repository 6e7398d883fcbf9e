package org.qgate.shell.internal.command.extender;

import java.util.List;
import java.util.Objects;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.qgate.api.extender.CommandRow;
import org.qgate.api.extender.CommandScope;
import org.qgate.shell.internal.Exits;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.view.Page;

/** A command of an extender under a name in the shell; it does what {@code extender:run} does, and is recorded as that. */
final class ScopedCommand implements Command {
    private final ShellServices services;
    private final CommandScope of;
    private final CommandRow row;

    ScopedCommand(ShellServices services, CommandScope of, CommandRow row) {
        this.services = services;
        this.of = of;
        this.row = row;
    }

    /** Whether it is still what it was made for. */
    boolean is(CommandScope other, CommandRow same) {
        return of.id().equals(other.id()) && row.equals(same);
    }

    @Override
    public String getScope() {
        return of.scope();
    }

    @Override
    public String getName() {
        return row.name();
    }

    @Override
    public String getDescription() {
        return row.description();
    }

    @Override
    public Completer getCompleter(boolean scoped) {
        return new ScopedCompleter(of.scope(), row, scoped);
    }

    @Override
    public Parser getParser() {
        return null; // the shell's own
    }

    @Override
    public Object execute(Session session, List<Object> typed) {
        return run(session, typed.stream().map(Objects::toString).toList(), Page.of(session, false));
    }

    /** Runs with words; returns the exit code. */
    int run(Session session, List<String> typed, Page page) {
        Words words;
        try {
            words = Words.of(row, typed);
        } catch (UsageException wrong) {
            page.complain(Exits.sentence(wrong));
            return Exits.code(wrong);
        }
        if (words.help()) {
            new ScopedHelp(of, row).print(page.out(), page.terminal());
            page.out().flush();
            return 0;
        }
        Page wanted = new Page(page.out(), page.err(), page.terminal(), words.json());
        return ExtenderRunCommand.of(of.id(), row.name(), words).run(services, session, wanted);
    }
}
