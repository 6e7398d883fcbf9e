package org.qgate.ext.config;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What an operator can set of this extender. Values are always within what was declared. */
@ProviderType
public interface Settings {
    /**
     * Declares everything that can be set; replaces what was declared before. Do it first, in {@code start}.
     *
     * @param settings at most 64
     * @throws org.qgate.ext.RefusedException INVALID naming what is wrong
     */
    void declare(List<Setting> settings);

    /**
     * Returns the value of this moment.
     *
     * @throws org.qgate.ext.RefusedException NOT_FOUND when it was not declared
     */
    String text(String name);

    /**
     * Returns a number.
     *
     * @throws org.qgate.ext.RefusedException NOT_FOUND when no number of this name was declared
     */
    long number(String name);

    /**
     * Returns a switch.
     *
     * @throws org.qgate.ext.RefusedException NOT_FOUND when no switch of this name was declared
     */
    boolean on(String name);

    /** Runs, on a thread of the extender, after the operator has changed something. */
    void onChange(Runnable listener);
}
