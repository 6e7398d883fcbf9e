package org.qgate.api.update;

/** Where swappable bundles enrol; the bedrock knows whether a part is the first of its name or a successor. Thread-safe. */
public interface HandOver {
    /**
     * Enrols a part. It gets {@link Part#begin} before this returns, unless its bundle was installed to replace the version
     * in office: then it waits for {@link Part#prepare}.
     *
     * @return closes when the bundle stops: the part gets {@link Part#end}
     */
    Enrolment enrol(Part part);

    /** A part's place among the others. */
    interface Enrolment extends AutoCloseable {
        @Override
        void close();
    }
}
