package org.qgate.gate.internal.confine;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs in a confined process in place of an extender's runtime: connects, shows its token, and then tries whatever it is told to,
 * saying how that ended. Knows nothing but the Java platform.
 */
public final class Stranger {
    private Stranger() {}

    /** @param arguments path of the socket, path of the package */
    public static void main(String[] arguments) throws Exception {
        String token = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)).readLine();
        SocketChannel node = SocketChannel.open(UnixDomainSocketAddress.of(Path.of(arguments[0])));
        try (var in = new BufferedReader(Channels.newReader(node, StandardCharsets.UTF_8));
                var out = Channels.newWriter(node, StandardCharsets.UTF_8)) {
            out.write(token + "\n");
            out.flush();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                List<String> words = List.of(line.split(" "));
                out.write(answer(words.get(0), words.subList(1, words.size())) + "\n");
                out.flush();
            }
        }
    }

    private static String answer(String name, List<String> rest) {
        try {
            return "got " + Attempts.of(name, rest);
        } catch (Throwable stopped) { // of whatever kind: that it was stopped is the answer
            return ("stopped " + stopped).replaceAll("\\s+", " ");
        }
    }
}
