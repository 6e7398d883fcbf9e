package org.qgate.shell.internal.command.extender;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.apache.karaf.shell.api.console.Session;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.view.Text;

/** A question at a terminal; whatever is not a clear yes is a no. */
final class Question {
    private static final Set<String> YES = Set.of("y", "yes");

    private Question() {}

    /**
     * Asks.
     *
     * @throws UsageException when the terminal ended
     */
    static boolean yes(Session session, String question) {
        try {
            String typed = session.readLine(Text.clean(question) + " [y/N] ", null);
            return typed != null && YES.contains(typed.strip().toLowerCase(Locale.ROOT));
        } catch (IOException gone) {
            throw new UsageException("the terminal ended; nothing was changed");
        }
    }
}
