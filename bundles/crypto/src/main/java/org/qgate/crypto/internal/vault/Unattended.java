package org.qgate.crypto.internal.vault;

/** Answers for the passphrase when nobody is there to type it: a file, or what the service manager keeps. Thread-safe. */
public interface Unattended {
    /** Nobody answers. */
    Unattended NOBODY = new Unattended() {
        @Override
        public boolean answers() {
            return false;
        }

        @Override
        public char[] passphrase() {
            return null;
        }
    };

    /** Whether there is a place to look at. */
    boolean answers();

    /**
     * Returns the passphrase, to be overwritten by whoever asked; null when there is none. May block.
     *
     * @throws org.qgate.api.error.QGateException QG-VLT-0013 when it should be there and cannot be read
     */
    char[] passphrase();
}
