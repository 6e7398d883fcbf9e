package org.qgate.kernel.internal.directory;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Crypto;

/**
 * Reads the directory from disk, for as long as that takes, and keeps it there. A node whose disk cannot be read waits:
 * it would not know what must never come back, and would soon overwrite it. Event loop only.
 */
final class DirectoryKeeper {
    private static final long SAVE_MS = 200;
    private static final long READ_AGAIN_MS = 5_000;

    private final Scope scope;
    private final CommonView common;
    private final DescriptorStore store;
    private boolean loaded;
    private boolean saving;
    private boolean dirty;
    private String waitingFor = "reading the directory from disk";
    private String diskProblem = "";
    /** Stays until the node starts anew: what the disk remembered was lost. */
    private String damage = "";

    DirectoryKeeper(Scope scope, CommonView common, DescriptorStore store) {
        this.scope = scope;
        this.common = common;
        this.store = store;
    }

    /** Reads the disk and fills store and view; tries again until that works. */
    void load(Runnable then) {
        Crypto crypto = scope.env().crypto();
        long nowMs = scope.wallMs();
        scope.work(
                () -> DirectoryDisk.load(scope.state(), crypto, scope.network(), nowMs),
                found -> {
                    take(found);
                    then.run();
                },
                failed -> {
                    diskProblem = "the directory on disk cannot be read, tried every " + READ_AGAIN_MS / 1_000 + " s: "
                            + failed.getMessage();
                    waitingFor = diskProblem;
                    scope.after(READ_AGAIN_MS, () -> load(then));
                });
    }

    private void take(DirectoryDisk.Found found) {
        loaded = true;
        damage = found.damage();
        diskProblem = "";
        found.marks().forEach(store::mark);
        found.descriptors().forEach(store::listed);
        if (found.snapshot() != null) {
            common.put(found.snapshot());
            if (!damage.isEmpty()) {
                save(); // what is good takes the damaged file's place
            }
        }
    }

    /** Everything came from another instance, which had read the disk. */
    void thawed() {
        loaded = true;
    }

    /** Whether the disk was read. */
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
        return Stream.of(damage, diskProblem).filter(text -> !text.isEmpty()).toList();
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
        Snapshot snapshot = common.current();
        List<byte[]> descriptors = snapshot.entries().stream()
                .flatMap(entry -> store.byDigest(entry.digest()).stream())
                .map(Descriptor::encoded)
                .toList();
        Map<NodeId, DescriptorStore.Mark> marks = store.marks();
        scope.work(
                () -> {
                    DirectoryDisk.save(scope.state(), snapshot.encoded(), descriptors, marks);
                    return true;
                },
                done -> saved(""),
                failed -> saved("the directory cannot be kept on disk: " + failed.getMessage()));
    }

    private void saved(String problem) {
        diskProblem = problem;
        saving = false;
        if (dirty) {
            save();
        }
    }
}
