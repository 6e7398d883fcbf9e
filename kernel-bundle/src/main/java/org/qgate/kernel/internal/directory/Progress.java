package org.qgate.kernel.internal.directory;

/**
 * How far the directory has come.
 *
 * @param percent 0 to 100 of the directory's own work: 100 with a usable view (and, on a relay, being in it)
 * @param reason what is being waited for, or why it does not go on, with a code where there is one
 */
public record Progress(int percent, String reason) {}
