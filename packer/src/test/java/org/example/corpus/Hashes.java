package org.example.corpus;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/** Hashes. */
public final class Hashes implements Answering {
    /** Called by the node. */
    public Hashes() {}

    @Override
    public String apply(String in) {
        return Hashing.murmur3_128().hashString(in, StandardCharsets.UTF_8).toString();
    }
}
