package org.qgate.api.store;

/** A store as its engine gives it to whoever opened it, who tends and closes it. */
public interface OpenStore extends Store, AutoCloseable {
    /**
     * Does one bounded step of what there is to do in the background: removes what is over, seals anew what is sealed in
     * an old epoch of the vault, frees room. For one thread at a time.
     *
     * @return whether there is more to do now
     */
    boolean tend();

    /** Returns how far it has come, for {@link org.qgate.api.vault.Vault#anchor}; cheap. Empty: it has no such mark. */
    byte[] latest();

    /** Waits for the change that is being made, then closes: what is asked later is refused with QG-STO-0011. */
    @Override
    void close();
}
