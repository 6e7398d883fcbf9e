package org.qgate.local.internal.http;

import java.io.IOException;
import java.util.Map;

/** One request and its answer as a web server has them. What the request lacks is null. For one thread. */
public interface Exchange {
    /** As in the request line. */
    String method();

    /** As in the request line, without the query: nothing is decoded. */
    String path();

    /** As in the request line. */
    String query();

    /** The host that the program thinks it talks to, with the port. */
    String host();

    /** The header of that name. */
    String authorization();

    /** The header of that name. */
    String accept();

    /** How long the body is said to be; -1 when that is not said, or there is none. */
    long bodyBytes();

    /** Reads the body, one byte more than allowed at most. */
    byte[] body(int most) throws IOException;

    /**
     * Begins the answer.
     *
     * @param totalBytes -1 when not known
     */
    void begin(int status, String type, Map<String, String> headers, long totalBytes);

    /**
     * Writes a piece; waits for a slow reader, within bounds.
     *
     * @param last whether nothing follows
     */
    void write(byte[] piece, boolean last) throws IOException;

    /** Cuts the connection, so that whoever reads learns that the answer is not whole. */
    void cut();
}
