package org.qgate.api.extender;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.qgate.api.error.QGateException;

/**
 * Installs, updates and governs extenders while traffic flows. What takes long begins a change and returns its number; one
 * change at a time each extender. Thread-safe; blocking, never on an event loop. Refusals are of the family
 * {@code QG-EXT}.
 */
public interface Extenders {
    /**
     * Verifies a package and says what installing it would mean; changes nothing. A package that is refused is described
     * too, as far as it can be: see {@link ConsentSheet#findings}.
     *
     * @throws QGateException QG-EXT-0001 when there is no readable file
     */
    ConsentSheet check(Path file);

    /**
     * Says what {@link #approve} or {@link #update} would mean: of the version that is HELD, else of the newest one that is
     * stored or indexed; changes nothing.
     *
     * @throws QGateException QG-EXT-0006, or QG-EXT-0018 when there is nothing newer
     */
    ConsentSheet sheet(String id);

    /**
     * Begins to install a package, or to update to it when an older version is installed.
     *
     * @return the number of the change
     * @throws QGateException when it is refused: nothing was changed
     */
    long install(Path file, Consent consent, boolean allowDowngrade, String actor);

    /** Begins to update to the newest version of the packages that are stored or indexed; else as {@link #install}. */
    long update(String id, Consent consent, String actor);

    /** Begins to put a version live that is HELD, with the consent that it lacked. */
    long approve(String id, Consent consent, String actor);

    /**
     * Begins to go back to the version before.
     *
     * @throws QGateException QG-EXT-0008 when there is none
     */
    long rollback(String id, String actor);

    /**
     * Begins to remove an extender, its packages and its grants.
     *
     * @param erase whether what it kept is erased too: proven by reading the empty namespace
     */
    long remove(String id, boolean erase, String actor);

    /** Begins to start an extender that was stopped or paused. */
    long start(String id, String actor);

    /** Begins to stop an extender; it stays installed, and stopped over restarts. */
    long stop(String id, String actor);

    /** Closes an extender's gate: calls wait 2 s and are refused then; it keeps running. */
    void pause(String id, String actor);

    /**
     * Grants a permission that the manifest asks for; acts at once.
     *
     * @param scope empty for all that the manifest asks for
     * @throws QGateException QG-EXT-0010 when the manifest does not ask for it
     */
    void grant(String id, String permission, List<String> scope, String actor);

    /** Takes a permission back; acts within a second, the extender stays up and is refused. Holds over updates. */
    void revoke(String id, String permission, String actor);

    /** Returns all extenders. */
    List<ExtenderInfo> list();

    /** Returns one extender. */
    Optional<ExtenderInfo> info(String id);

    /** Returns what an extender asked for, may do, did, and was refused. */
    List<PermissionRow> permissions(String id);

    /** Returns the newest lines of an extender's log, oldest first. */
    List<LogLine> log(String id, int most);

    /** Returns what can be set of a running extender. */
    List<SettingRow> settings(String id);

    /**
     * Sets a value; null goes back to the standard.
     *
     * @throws QGateException QG-EXT-0011 naming what is allowed
     */
    void set(String id, String name, String value, String actor);

    /** Returns what can be commanded of a running extender. */
    List<CommandRow> commands(String id);

    /**
     * Returns the scopes that running extenders have in the shell. A scope is whose extender ran with it first, until that
     * is removed: nobody else gets it meanwhile.
     *
     * @throws QGateException QG-EXT-0019 while nothing runs
     */
    List<CommandScope> scopes();

    /**
     * Runs a command of an extender and waits for it.
     *
     * @return the titles of the columns, then the rows
     * @throws QGateException QG-EXT-0012 when there is no such command, 0013 when it failed, with its text
     */
    List<List<String>> run(String id, String command, List<String> arguments, long atMostMs, String actor);

    /** Returns a change, as far as it has come. */
    Optional<ExtenderChange> change(long number);

    /** Returns the journal, newest first, at most 200 entries. */
    List<ExtenderChange> changes();

    /** Returns what would hold an extender in a process of its own; found out again when asked to, which may take 10 s. */
    ConfinementInfo confinement(boolean again);

    /** Returns the publishers. */
    List<PublisherInfo> publishers();

    /**
     * Trusts a publisher.
     *
     * @param file its public key, or a statement by which it replaces its key
     * @param fingerprint what the operator compared, all of it; null only to see what it would be: then nothing is changed
     * @throws QGateException QG-EXT-0014 when it is not the file's
     */
    PublisherInfo trust(Path file, String fingerprint, String actor);

    /**
     * Trusts the key of somebody who works on extenders on this machine, unless it is trusted already: what it signs is
     * installed as if an operator had compared its fingerprint, and health says so until {@link #untrust}.
     *
     * @param file its public key
     */
    PublisherInfo develop(Path file, String actor);

    /** Trusts a publisher no more: its extenders stop and are HELD. */
    void untrust(String keyId, String actor);
}
