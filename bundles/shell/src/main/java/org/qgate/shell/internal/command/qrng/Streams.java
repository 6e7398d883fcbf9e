package org.qgate.shell.internal.command.qrng;

import java.util.List;
import java.util.Locale;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.Qrng;
import org.qgate.shell.internal.UsageException;

/** Streams of blocks as people type them. */
final class Streams {
    private Streams() {}

    /**
     * Finds the stream that is meant.
     *
     * @param typed the first digits, or null for this node's own
     */
    static String find(Qrng qrng, String typed) {
        List<String> all = qrng.streams();
        if (typed == null) {
            return all.stream()
                    .findFirst()
                    .orElseThrow(() -> new QGateException(QrngError.NO_STREAM, "this node has minted nothing yet"));
        }
        List<String> found = all.stream()
                .filter(each -> each.startsWith(typed.toLowerCase(Locale.ROOT)))
                .toList();
        if (found.size() > 1) {
            throw new UsageException(typed + " is the beginning of " + found.size() + " streams; type more digits");
        }
        return found.isEmpty() ? typed : found.get(0);
    }
}
