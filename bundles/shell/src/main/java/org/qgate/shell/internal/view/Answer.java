package org.qgate.shell.internal.view;

import java.util.List;

/** What a command says: the same for programs and for people. */
public record Answer(Document document, List<View> views, int exitCode) {
    /** Says it with exit code 0. */
    public static Answer of(Document document, View... views) {
        return new Answer(document, List.of(views), 0);
    }

    /** Says one sentence with exit code 0. */
    public static Answer of(Document document, String sentence) {
        return of(document, (out, terminal) -> out.println(Text.clean(sentence)));
    }

    /** Returns the same with another exit code. */
    public Answer exit(int code) {
        return new Answer(document, views, code);
    }
}
