package org.example.corpus;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads a tree. */
public final class Trees implements Answering {
    /** Called by the node. */
    public Trees() {}

    @Override
    public String apply(String in) {
        try {
            return new ObjectMapper()
                    .readTree("{\"a\":[1,2.5,\"" + in + "\"]}")
                    .get("a")
                    .toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
