package org.qgate.shell.internal.command;

import java.io.IOException;
import java.util.Arrays;
import org.apache.karaf.shell.api.console.Session;
import org.qgate.shell.internal.UsageException;

/**
 * How a passphrase gets in: typed without echo, or from a file that only its owner may read. Never as an argument, which
 * the history, the process list and the audit record would keep.
 *
 * @param ask whether to ask on the terminal
 * @param file absolute path of the file, or null
 */
record PassphraseOptions(Session session, boolean ask, String file) {
    /** What a terminal shows for each character. */
    private static final char MASK = '*';

    PassphraseOptions {
        if (ask && file != null) {
            throw new UsageException("--passphrase asks, --passphrase-file reads: give one of them");
        }
    }

    /** Returns a passphrase that is in use, or null for none; {@code needed}: ask although nobody said so. */
    char[] current(boolean needed) {
        if (file != null) {
            return PassphraseFile.read(file);
        }
        return ask || needed ? typed("Passphrase: ") : null;
    }

    /** Returns a passphrase for the first time, typed twice, or null for none. */
    char[] fresh() {
        if (file != null) {
            return PassphraseFile.read(file);
        }
        if (!ask) {
            return null;
        }
        char[] first = typed("New passphrase: ");
        char[] second = typed("Once more: ");
        boolean same = Arrays.equals(first, second);
        Arrays.fill(second, '\0');
        if (!same) {
            Arrays.fill(first, '\0');
            throw new UsageException("the two passphrases differ; nothing was changed");
        }
        return first;
    }

    private char[] typed(String prompt) {
        if (session == null || session.getTerminal() == null) {
            throw new UsageException(
                    "a passphrase is needed and there is no terminal to ask on: use bin/qgate shell, or"
                            + " --passphrase-file FILE (absolute path, mode 0600)");
        }
        try {
            // A masked line enters no history. The terminal gives text; Java cannot wipe that.
            String line = session.readLine(prompt, MASK);
            if (line == null || line.isEmpty()) {
                throw new UsageException("no passphrase was typed; nothing was changed");
            }
            return line.toCharArray();
        } catch (IOException gone) {
            throw new UsageException("the terminal ended; nothing was changed");
        }
    }
}
