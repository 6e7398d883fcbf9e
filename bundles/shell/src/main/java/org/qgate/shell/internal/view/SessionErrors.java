package org.qgate.shell.internal.view;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.util.Optional;
import org.apache.felix.service.command.Process;
import org.apache.karaf.shell.api.console.Session;

/**
 * A command's error stream that really leaves. Karaf's SSH server ends a command by closing standard output, which
 * sends the channel's EOF, and only then flushes standard error: what stands in its buffer is lost. Neither Karaf nor
 * Gogo offers that stream to a command, so it is taken from where they keep it; where it is not found, errors go to the
 * console, as Karaf's own do.
 */
final class SessionErrors {
    private SessionErrors() {}

    /** Returns the stream for one line about a failure. */
    static PrintStream of(Session session, Process process) {
        if (session.getTerminal() != null) {
            return process.err(); // an interactive session flushes as it goes
        }
        return buffered(session).map(held -> flushing(process.err(), held)).orElse(session.getConsole());
    }

    private static PrintStream flushing(PrintStream err, PrintStream held) {
        OutputStream both = new FilterOutputStream(err) {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                err.write(bytes, offset, length);
            }

            @Override
            public void flush() throws IOException {
                super.flush();
                held.flush();
            }
        };
        return new PrintStream(both, true);
    }

    private static Optional<PrintStream> buffered(Session session) {
        try {
            Object gogo = session.getClass().getMethod("getSession").invoke(session);
            for (Class<?> type = gogo.getClass(); type != null; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (field.getName().equals("perr") && field.getType() == PrintStream.class) {
                        field.setAccessible(true);
                        return Optional.ofNullable((PrintStream) field.get(gogo));
                    }
                }
            }
            return Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException otherVersion) {
            return Optional.empty();
        }
    }
}
