package org.qgate.sandbox.wire;

/** What the other end may ask for. Called on threads of a pool, many at once. */
public interface Server {
    /**
     * Hears what the other end says first.
     *
     * @throws BreachException when it is not who was expected
     */
    void hello(Arguments theirs) throws BreachException;

    /**
     * Does what was asked; interrupted when the deadline passes or nobody waits any more.
     *
     * @return a value of the wire
     * @throws BreachException when that is against the rules: the line ends
     * @throws Exception a {@link org.qgate.ext.RefusedException} is told as such, all else in {@link #words}
     */
    Object serve(String name, Arguments arguments) throws Exception;

    /** Returns how many bytes the arguments of a call may have when they do not fit into a frame; 0 for none. */
    int longest(String name);

    /** Puts into words for the other end what was thrown. */
    String words(Throwable thrown);
}
