package org.example.corpus;

import com.google.common.base.Preconditions;

/** Checks what it is given. */
public final class Checks implements Answering {
    /** Called by the node. */
    public Checks() {}

    @Override
    public String apply(String in) {
        try {
            Preconditions.checkArgument(in.length() < 3, "%s is too long by %s", in, in.length() - 2);
            return in;
        } catch (IllegalArgumentException tooLong) {
            return tooLong.getMessage();
        }
    }
}
