package org.qgate.sandbox.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/** The process of one extender: begins, serves the node until the socket ends, and ends with it. */
public final class Main {
    private Main() {}

    /** @param paths the socket, and the extender's jar; the token is the first line of the standard input */
    public static void main(String[] paths) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        byte[] token = HexFormat.of().parseHex(in.readLine());
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(Path.of(paths[0])));
        new Extender(new BundleLoader(Path.of(paths[1]))).run(channel, token);
        Runtime.getRuntime().halt(0); // whatever threads the extender has left
    }
}
