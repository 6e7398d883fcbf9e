package org.qgate.kernel.internal.node;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.qgate.api.NodeId;
import org.qgate.api.base.StateFolder;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.Peers;
import org.qgate.common.json.Json;
import org.qgate.kernel.internal.Archive;
import org.qgate.kernel.internal.Writing;
import org.qgate.kernel.internal.directory.EarlierFiles;
import org.qgate.kernel.internal.path.GuardedPaths;

/**
 * Takes over what a version without a store left in files, once, and erases them. Files that appear later are erased
 * unread: they are not this node's. Blocking: off the loop.
 */
final class MoveIn {
    private static final byte[] DONE = Archive.key("moved-in");
    private static final String BANS = "kernel/bans.json";
    private static final String GUARDS = "paths/guards";

    private final StateFolder state;
    private final Archive archive;
    private final Crypto crypto;

    MoveIn(StateFolder state, Archive archive, Crypto crypto) {
        this.state = state;
        this.archive = archive;
        this.crypto = crypto;
    }

    /** Does what is left to do; nothing, most of the time. */
    void run() {
        if (archive.map(Archive.NETWORK).get(DONE).isEmpty()) {
            copy();
        }
        files().forEach(state::delete);
    }

    private List<String> files() {
        return Stream.of("kernel", EarlierFiles.FOLDER, "paths")
                .flatMap(folder -> state.list(folder).stream())
                .toList();
    }

    private void copy() {
        Writing writing = new Writing(archive.now());
        EarlierFiles.copy(state, crypto, archive, writing);
        state.read(GUARDS).ifPresent(file -> writing.put(Archive.GUARDS, Archive.key(GuardedPaths.SAMPLE), file));
        state.read(BANS).ifPresent(file -> bans(file, writing));
        writing.put(Archive.NETWORK, DONE, new byte[] {1}); // last: until it is durable all is done again
        writing.commit();
    }

    private static void bans(byte[] file, Writing writing) {
        try {
            Map<?, ?> document = (Map<?, ?>) Json.read(new String(file, StandardCharsets.UTF_8));
            for (Object entry : (Collection<?>) document.get("bans")) {
                Map<?, ?> ban = (Map<?, ?>) entry;
                NodeId id = NodeId.parse((String) ban.get("nodeId"));
                Peers.Ban read = new Peers.Ban(id, (String) ban.get("reason"), (Long) ban.get("sinceMs"));
                writing.put(Archive.BANS, id.bytes(), BanList.record(read));
            }
        } catch (IllegalArgumentException | ClassCastException | NullPointerException malformed) {
            throw new QGateException(BaseError.STATE_READ, BANS + " is malformed", malformed);
        }
    }
}
