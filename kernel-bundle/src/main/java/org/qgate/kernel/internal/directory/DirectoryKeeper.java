package org.qgate.kernel.internal.directory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.QGateException;

/**
 * Reads the directory from the store, for as long as that takes, and keeps it there. A node whose store cannot be read
 * waits: it would not know what must never come back, and would soon overwrite it. Event loop only.
 */
final class DirectoryKeeper {
    private static final long SAVE_MS = 200;
    private static final long READ_AGAIN_MS = 5_000;
    private static final long SAVE_AGAIN_MS = 5_000;

    private final Scope scope;
    private final CommonView common;
    private final DescriptorStore store;
    private final DirectoryRecords records;
    private boolean loaded;
    private boolean saving;
    private boolean dirty;
    private String waitingFor = "reading the directory from the store";
    private String storeProblem = "";
    /** Stays until the node starts anew: what the store remembered was lost. */
    private String damage = "";

    DirectoryKeeper(Scope scope, CommonView common, DescriptorStore store) {
        this.scope = scope;
        this.common = common;
        this.store = store;
        this.records = new DirectoryRecords(scope.archive());
    }

    /** Reads the store and fills store and view; tries again until that works. */
    void load(Runnable then) {
        Crypto crypto = scope.env().crypto();
        long nowMs = scope.wallMs();
        scope.keep(
                () -> records.load(crypto, scope.network(), nowMs),
                found -> {
                    take(found);
                    then.run();
                },
                failed -> {
                    storeProblem = "the directory cannot be read from the store, tried every " + READ_AGAIN_MS / 1_000
                            + " s: " + failed.getMessage();
                    waitingFor = storeProblem;
                    scope.after(READ_AGAIN_MS, () -> load(then));
                });
    }

    private void take(DirectoryRecords.Found found) {
        loaded = true;
        damage = found.damage();
        storeProblem = "";
        found.marks().forEach(store::mark);
        found.descriptors().forEach(store::listed);
        if (found.snapshot() != null) {
            common.put(found.snapshot());
            if (!damage.isEmpty()) {
                save(); // what is good takes the place of what was damaged
            }
        }
    }

    /** Everything came from another instance, which had read the store. */
    void thawed() {
        loaded = true;
    }

    /** Whether the store was read. */
    boolean loaded() {
        return loaded;
    }

    /** Returns what hinders the reading. */
    String waitingFor() {
        return waitingFor;
    }

    /** Returns what was lost, or an empty text. */
    String damage() {
        return damage;
    }

    /** Goes on warning of what another instance found. */
    void damage(String before) {
        damage = before;
    }

    /** Returns what an operator should look at. */
    List<String> problems() {
        return Stream.of(damage, storeProblem).filter(text -> !text.isEmpty()).toList();
    }

    /** Writes what is in force, soon; one write at a time. */
    void save() {
        if (saving) {
            dirty = true;
            return;
        }
        saving = true;
        scope.after(SAVE_MS, this::saveNow);
    }

    private void saveNow() {
        dirty = false;
        Map<String, byte[]> descriptors = new LinkedHashMap<>();
        common.current().entries().stream()
                .flatMap(entry -> store.byDigest(entry.digest()).stream())
                .forEach(one -> descriptors.put(one.digest(), one.encoded()));
        DirectoryRecords.Kept kept = new DirectoryRecords.Kept(common.inForce(), descriptors, store.marks());
        scope.keep(
                () -> {
                    records.save(kept);
                    return true;
                },
                done -> saved(),
                this::notSaved);
    }

    private void saved() {
        storeProblem = "";
        saving = false;
        if (dirty) {
            save();
        }
    }

    private void notSaved(QGateException failed) {
        storeProblem = "the directory cannot be kept: " + failed.getMessage();
        scope.after(SAVE_AGAIN_MS, this::saveNow);
    }
}
