package org.qgate.kernel.internal.link;

/** Lets tests of the whole node look at what links are doing. */
public final class LinkPeek {
    private LinkPeek() {}

    /** Whether a link renews its keys now. */
    public static boolean rekeying(TcpLinks links) {
        return links.all().stream().anyMatch(link -> ((TcpLink) link).rekeying().step() != Rekeying.Step.NONE);
    }

    /** Whether the length of a record is known, and the record is not there yet. */
    public static boolean amidRecord(TcpLinks links) {
        return links.all().stream().anyMatch(link -> ((TcpLink) link).incoming().recordLength() != 0);
    }
}
