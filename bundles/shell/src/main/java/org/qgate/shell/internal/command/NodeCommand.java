package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.qgate.api.error.QGateException;
import org.qgate.shell.internal.Exits;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Page;
import org.qgate.shell.internal.view.View;

/** What all commands share: streams, {@code --json}, and failures as one line and an exit code. */
public abstract class NodeCommand implements Action {
    @Reference
    private Session session;

    @Reference
    private ShellServices services;

    @Option(name = "--json", description = "Print one JSON document with typed fields")
    private boolean json;

    /** Where to write while the answer is not there yet. */
    private Page page;

    /** Asks the services; throws what they throw. */
    protected abstract Answer answer(ShellServices asked);

    /** Whether it works while the vault is locked or absent: what is needed to understand that and to end it. */
    protected boolean worksLocked() {
        return false;
    }

    /** Returns the session of whoever runs this. */
    protected final Session session() {
        return session;
    }

    /** Says a line about what is under way: to people, beside the answer. */
    protected final void say(String line) {
        if (!page.json()) {
            page.complain(line);
        }
    }

    /** Whether what is said still reaches somebody: a session that has broken off hears nothing. */
    protected final boolean isHeard() {
        // The page's own stream may be a pipe, which never tells.
        boolean gone = session != null
                && session.getConsole() != null
                && session.getConsole().checkError();
        return !gone && !page.out().checkError();
    }

    /** Shows people something before they are asked. */
    protected final void show(View view) {
        view.print(page.out(), page.terminal());
        page.out().flush();
    }

    /** Whether there is somebody who can be asked. */
    protected final boolean someoneThere() {
        return page.terminal() && !page.json() && session != null && session.getTerminal() != null;
    }

    /** Whether a document is wanted. */
    protected final boolean json() {
        return page.json();
    }

    @Override
    public final Object execute() {
        return run(services, Page.of(session, json));
    }

    /** Runs for a session on a page of its own. */
    public final int run(ShellServices asked, Session caller, Page own) {
        session = caller;
        json = own.json();
        return run(asked, own);
    }

    /** Runs on a page; returns the exit code. An {@code Integer} result becomes the exit status of an SSH session. */
    public final int run(ShellServices asked, Page page) {
        this.page = page;
        try {
            if (!worksLocked()) {
                Locked.refuse(asked);
            }
            Answer answer = answer(asked);
            page.show(answer);
            return answer.exitCode();
        } catch (QGateException | UsageException refused) {
            page.complain(Exits.sentence(refused));
            return Exits.code(refused);
        }
    }
}
