package org.qgate.gate.internal.protocol;

/** A stream or a call that wants to get to who serves it. Settled by one of the two, on any thread; must be quick. */
interface Visit {
    /**
     * It is inside.
     *
     * @param servers who serves at this moment
     * @param pass to {@linkplain ServiceGate#leave leave} with
     */
    void entered(Servers servers, long pass);

    /** The gate stayed closed, or too many wait before it. */
    void refused();
}
