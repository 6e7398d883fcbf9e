package org.qgate.shell.internal.view;

import java.io.PrintStream;

/** A part of an answer for people. */
public interface View {
    /**
     * Prints it.
     *
     * @param terminal false when the output goes into a pipe or a file: then no borders and no alignment
     */
    void print(PrintStream out, boolean terminal);
}
