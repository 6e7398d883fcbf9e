package org.qgate.gate.internal.host;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.gate.internal.facade.OwnCommands;
import org.qgate.gate.internal.facade.OwnCommands.Offered;
import org.qgate.gate.internal.facade.PickedFiles;
import org.qgate.gate.internal.run.Fault;

/** Runs a command of an instance on one of its threads and waits for its answer. Thread-safe. */
final class Commanding {
    private static final int LONGEST_LINE = 65_536;

    /** An answer, or why there is none. */
    private record Said(Answer answer, String failure) {}

    private final Instance instance;

    Commanding(Instance instance) {
        this.instance = instance;
    }

    Answer run(String name, List<String> arguments, long atMostMs) {
        Offered offered = instance.host()
                .offered()
                .find(name)
                .orElseThrow(() -> new QGateException(ExtenderError.NO_COMMAND, "no command '" + name + "'"));
        List<String> given = joined(offered.command(), List.copyOf(arguments));
        check(offered.command(), given);
        try (PickedFiles files = instance.host().offered().pick(offered.command(), given)) {
            Answer answer = run(offered, files, atMostMs);
            files.keep();
            return answer;
        }
    }

    /** Words that stand where the rest of the line belongs are one argument. */
    private static List<String> joined(Command command, List<String> given) {
        int last = command.arguments().size() - 1;
        if (given.size() <= last + 1
                || last < 0
                || command.arguments().get(last).kind() != Command.Kind.REST) {
            return given;
        }
        List<String> joined = new ArrayList<>(given.subList(0, last));
        joined.add(String.join(" ", given.subList(last, given.size())));
        return List.copyOf(joined);
    }

    private Answer run(Offered offered, PickedFiles files, long atMostMs) {
        CompletableFuture<Said> said = new CompletableFuture<>();
        boolean taken = instance.threads()
                .offer(
                        () -> said.complete(say(offered, files, atMostMs)),
                        () -> said.complete(new Said(null, "the extender was stopped")));
        if (!taken) {
            throw new QGateException(ExtenderError.COMMAND_FAILED, "too much waits for a thread of the extender");
        }
        return wait(said, atMostMs);
    }

    private static void check(Command command, List<String> arguments) {
        int given = arguments.size();
        long least =
                command.arguments().stream().filter(Command.Argument::required).count();
        int most = command.arguments().size();
        if (given < least || given > most) {
            throw new QGateException(
                    ExtenderError.NO_COMMAND,
                    command.name() + " takes " + (least == most ? "" : least + " to ") + most + " arguments, not "
                            + given);
        }
        if (arguments.stream().mapToInt(String::length).sum() > LONGEST_LINE) {
            throw new QGateException(
                    ExtenderError.NO_COMMAND, "arguments have at most " + LONGEST_LINE + " characters together");
        }
    }

    private Said say(Offered offered, PickedFiles files, long atMostMs) {
        instance.threads().hurry(atMostMs);
        try {
            return new Said(OwnCommands.copy(offered.action().run(files.arguments(), files.files())), "");
        } catch (Throwable thrown) { // an extender may throw anything
            return new Said(null, Fault.text(thrown));
        } finally {
            instance.threads().unhurried();
        }
    }

    private static Answer wait(CompletableFuture<Said> said, long atMostMs) {
        try {
            Said answer = said.get(atMostMs, TimeUnit.MILLISECONDS);
            if (answer.answer() == null) {
                throw new QGateException(ExtenderError.COMMAND_FAILED, answer.failure());
            }
            return answer.answer();
        } catch (TimeoutException late) {
            throw new QGateException(ExtenderError.COMMAND_FAILED, "it did not answer within " + atMostMs + " ms");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new QGateException(ExtenderError.COMMAND_FAILED, "nobody waited for it any more");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible); // it is never completed so
        }
    }
}
