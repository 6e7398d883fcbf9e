package org.qgate.kernel.internal;

/** What the overlay counts, each with a sentence for the operator. */
public enum Counter {
    /** Link handshakes that failed or were not plausible. */
    LINK_HANDSHAKES_REFUSED("link handshakes refused"),
    /** First messages seen before. */
    LINK_REPLAYS_REFUSED("replayed first messages refused"),
    /** Connections closed because too many were half-open. */
    LINK_HALF_OPEN_REFUSED("half-open connections refused"),
    /** Links closed because a record or frame was wrong. */
    LINK_RECORDS_REFUSED("links closed for a bad record"),
    /** Completed rekeys. */
    LINK_REKEYS("link rekeys completed"),
    /** Circuits destroyed because a cell did not authenticate. */
    CELLS_REFUSED("circuits destroyed for a bad cell"),
    /** Circuits destroyed because of a wrong SENDME tag. */
    SENDMES_REFUSED("circuits destroyed for a bad SENDME"),
    /** Circuits destroyed because a bound was exceeded. */
    CIRCUITS_OVER_LIMIT("circuits closed at a limit"),
    /** CREATE requests refused. */
    CREATES_REFUSED("CREATE requests refused"),
    /** Circuits built by this node. */
    CIRCUITS_BUILT("circuits built"),
    /** Circuits of this node that could not be built. */
    CIRCUITS_FAILED("circuits failed"),
    /** Circuits of this node that were built too slowly to be kept ready. */
    CIRCUITS_DISCARDED("slow circuits discarded before use"),
    /** Cells relayed for others. */
    CELLS_RELAYED("cells relayed"),
    /** Directory documents refused. */
    DOCUMENTS_REFUSED("directory documents refused"),
    /** Streams by protocol that were refused before anybody was asked. */
    SERVICES_REFUSED("service streams refused"),
    /** Proofs of who dials that did not verify. */
    PROOFS_REFUSED("proofs of a dialler refused");

    private final String text;

    Counter(String text) {
        this.text = text;
    }

    /** Returns the sentence. */
    public String text() {
        return text;
    }
}
