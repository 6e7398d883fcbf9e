package org.qgate.crypto.internal.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.Freshness;
import org.qgate.common.wire.WireException;
import org.qgate.crypto.internal.primitive.Xaes;

/**
 * Knows how far store and header have come, by the anchor beside the key file and by what it was told since, and renews
 * the anchor. That there is none is no failure: a medium may be read-only, or new. Thread-safe; what touches the medium
 * may block.
 */
final class Witness {
    private static final byte[] NOTHING = new byte[0];

    private final VaultGround ground;
    /** One writes at a time; a medium may hang, so nobody else waits for this. */
    private final Object writing = new Object();

    private volatile byte[] latest = NOTHING;
    private volatile Freshness freshness = Freshness.none("the vault has not been unlocked since the start");
    private Anchor written;
    /** The header in hand is no older copy: only then may it go into an anchor. */
    private boolean sure;
    /** Counts the times the vault was opened: what was begun for an earlier one changes nothing. */
    private int turn;

    Witness(VaultGround ground) {
        this.ground = ground;
    }

    /**
     * What lies beside a key file.
     *
     * @param reason why there is no anchor
     */
    record Seen(Optional<Anchor> anchor, String reason) {}

    Freshness freshness() {
        return freshness;
    }

    /** What the store said last, empty when it never said anything. */
    byte[] latest() {
        return latest;
    }

    void tell(byte[] store) {
        latest = store;
    }

    /**
     * Looks at the anchor and refuses a header that is older. Changes nothing.
     *
     * @throws QGateException QG-VLT-0016
     */
    Seen check(Header header, Path keyFile, KeyFile key) {
        Path file = Anchor.beside(keyFile, header.id());
        Seen seen = look(header, file, key);
        seen.anchor().filter(anchor -> anchor.revision() > header.revision()).ifPresent(anchor -> {
            throw new QGateException(
                    VaultError.OLDER_COPY,
                    "the header has revision " + header.revision() + ", " + file + " knows " + anchor.revision());
        });
        return seen;
    }

    private Seen look(Header header, Path file, KeyFile key) {
        try {
            Optional<Anchor> found = PrivateFile.read(file, Anchor.LARGEST)
                    .map(content -> Anchor.open(header.id(), key, content, ground.ciphers()));
            return new Seen(found, "there is no anchor beside the key file yet");
        } catch (IOException | WireException unreadable) {
            return new Seen(Optional.empty(), file + " " + unreadable.getMessage());
        }
    }

    /** The vault is open: goes on from what was seen beside its key file; null when that is to be looked at anew. */
    synchronized void begin(Seen seen) {
        sure = true;
        turn++;
        written = null;
        if (seen != null) {
            take(seen);
        }
    }

    private void take(Seen seen) {
        written = seen.anchor().orElse(null);
        freshness = seen.anchor()
                .map(anchor -> new Freshness(true, anchor.atMs(), ""))
                .orElse(Freshness.none(seen.reason()));
        if (latest.length == 0) { // what was said since the start is newer
            latest = seen.anchor().map(Anchor::store).orElse(NOTHING);
        }
    }

    /** Writes the anchor anew if anything has changed; what fails is said by {@link #freshness}. */
    void renew(Header header, Path keyFile) {
        synchronized (writing) {
            int mine;
            synchronized (this) {
                if (!sure) {
                    return;
                }
                mine = turn;
            }
            try {
                KeyFile key = KeyFile.read(keyFile);
                try {
                    renew(header, keyFile, key, mine);
                } finally {
                    key.wipe();
                }
            } catch (IOException | QGateException failed) {
                failed(mine, "the anchor cannot be written: " + failed.getMessage());
            }
        }
    }

    private void renew(Header header, Path keyFile, KeyFile key, int mine) throws IOException {
        header.slot(key.name())
                .orElseThrow(() -> new QGateException(VaultError.WRONG_KEY, keyFile + " belongs to another vault"));
        Path file = Anchor.beside(keyFile, header.id());
        Anchor last = last(header, file, key, mine);
        Anchor next = new Anchor(header.revision(), ground.clock().wallMs(), latest);
        if (last == null || last.revision() != next.revision() || !Arrays.equals(last.store(), next.store())) {
            byte[] nonce = ground.random().bytes(Xaes.NONCE);
            PrivateFile.write(file, next.seal(header.id(), key, nonce, ground.ciphers()));
            last = next;
        }
        wrote(mine, last);
    }

    private Anchor last(Header header, Path file, KeyFile key, int mine) {
        synchronized (this) {
            if (written != null || mine != turn) {
                return written;
            }
        }
        Seen seen = look(header, file, key);
        synchronized (this) {
            if (mine == turn) {
                take(seen);
            }
        }
        return seen.anchor().orElse(null);
    }

    private synchronized void wrote(int mine, Anchor anchor) {
        if (mine == turn) {
            written = anchor;
            freshness = new Freshness(true, anchor.atMs(), "");
        }
    }

    private synchronized void failed(int mine, String reason) {
        if (mine == turn) {
            freshness = new Freshness(written != null, written == null ? 0 : written.atMs(), reason);
        }
    }
}
