package org.qgate.crypto.internal.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultState;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.primitive.Bytes;

/**
 * This bundle's part of the state folder: plain files while there is no vault, sealed ones from then on. Beside a vault a
 * plain file without a sealed one is not read: somebody put it there. Thread-safe.
 */
public final class SealedFolder implements StateFolder, OwnFiles {
    private static final String MAP = "crypto/files";
    private static final String SEALED = ".sealed";
    private static final byte[] MAGIC = "QGSEALED".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int START = MAGIC.length + 2 + Long.BYTES;

    private final StateFolder state;
    private final String folder;
    private Vault vault;

    /** Covers all files below one folder of the state. */
    public SealedFolder(StateFolder state, String folder) {
        this.state = state;
        this.folder = folder;
    }

    /** Names the vault, once, before anything else is asked. */
    public void use(Vault its) {
        vault = its;
    }

    @Override
    public Path path() {
        return state.path();
    }

    /** Not while files are sealed anew: the epoch of what was read could be gone before it is opened. */
    @Override
    public synchronized Optional<byte[]> read(String name) {
        if (vault.status().state() == VaultState.ABSENT) {
            Optional<byte[]> plain = state.read(name);
            if (plain.isEmpty()) {
                refuseOrphan(name + SEALED, state.read(name + SEALED).isPresent());
            }
            return plain;
        }
        Optional<byte[]> sealed = state.read(name + SEALED);
        if (sealed.isEmpty() && state.read(name).isPresent()) {
            throw new QGateException(VaultError.NOT_AUTHENTIC, state.path().resolve(name) + " lies in the open");
        }
        return sealed.map(content -> open(name, content));
    }

    /** A sealed file without a vault and without its plain twin: the header is gone, and with it the keys. */
    private void refuseOrphan(String file, boolean orphan) {
        if (orphan) {
            throw VaultRefusals.damaged("is gone, but " + state.path().resolve(file) + " is sealed under it");
        }
    }

    private byte[] open(String name, byte[] content) {
        long epoch = epoch(name, content);
        byte[] out = new byte[Math.max(0, content.length - START - Vault.OVERHEAD)];
        vault.open(MAP, epoch, position(name), content, START, content.length - START, out, 0);
        return out;
    }

    private long epoch(String name, byte[] content) {
        try {
            WireReader in = new WireReader(content);
            if (!Arrays.equals(in.bytes(MAGIC.length), MAGIC)) {
                throw new QGateException(VaultError.NOT_AUTHENTIC, name + " is not a sealed file");
            }
            int version = in.u16();
            if (version > VERSION) {
                throw new QGateException(BaseError.DATA_TOO_NEW, name + SEALED + " has version " + version);
            }
            return in.i64();
        } catch (WireException tooShort) {
            throw new QGateException(VaultError.NOT_AUTHENTIC, name + " " + tooShort.getMessage());
        }
    }

    @Override
    public synchronized void write(String name, byte[] content) {
        if (vault.status().state() == VaultState.ABSENT) {
            state.write(name, content);
            return;
        }
        List<Long> epochs = vault.epochs();
        writeSealed(name, epochs.get(epochs.size() - 1), content);
    }

    private void writeSealed(String name, long epoch, byte[] content) {
        byte[] sealed = new byte[content.length + Vault.OVERHEAD];
        vault.seal(MAP, epoch, position(name), content, 0, content.length, sealed, 0);
        state.write(name + SEALED, form(epoch, sealed));
    }

    private static byte[] form(long epoch, byte[] sealed) {
        return new WireWriter(START + sealed.length)
                .bytes(MAGIC)
                .u16(VERSION)
                .i64(epoch)
                .bytes(sealed)
                .toBytes();
    }

    private static byte[] position(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void delete(String name) {
        state.delete(name + SEALED);
        state.delete(name);
    }

    @Override
    public List<String> list(String below) {
        boolean plain = vault.status().state() == VaultState.ABSENT;
        return state.list(below).stream()
                .filter(name -> name.endsWith(SEALED) != plain)
                .map(name -> plain ? name : plain(name))
                .toList();
    }

    private static String plain(String sealed) {
        return sealed.substring(0, sealed.length() - SEALED.length());
    }

    private List<String> names(boolean sealed) {
        return state.list(folder).stream()
                .filter(name -> name.endsWith(SEALED) == sealed && !name.startsWith(folder + "/vault/"))
                .toList();
    }

    @Override
    public void sealBeside(long epoch, Sealer sealer) {
        List<String> plain = names(false);
        for (String file : names(true)) {
            refuseOrphan(file, !plain.contains(plain(file)));
            state.delete(file); // of a vault that never was: the plain file is what counts
        }
        for (String name : plain) {
            byte[] content = state.read(name).orElseThrow();
            state.write(name + SEALED, form(epoch, sealer.seal(MAP, position(name), content)));
            Bytes.wipe(content);
        }
    }

    @Override
    public void removePlain() {
        List<String> sealed = names(true);
        for (String name : names(false)) {
            if (sealed.contains(name + SEALED)) {
                overwrite(state.path().resolve(name));
            }
        }
    }

    private static void overwrite(Path file) {
        try {
            PrivateFile.erase(file);
        } catch (IOException failed) {
            String how = failed.getClass().getSimpleName() + " " + failed.getMessage();
            throw new QGateException(BaseError.STATE_WRITE, file + " could not be overwritten: " + how, failed);
        }
    }

    @Override
    public synchronized void sealAnew(long epoch) {
        for (String file : names(true)) {
            String name = plain(file);
            byte[] sealed = state.read(file).orElseThrow();
            if (epoch(name, sealed) != epoch) {
                byte[] content = open(name, sealed);
                writeSealed(name, epoch, content);
                Bytes.wipe(content);
            }
        }
    }
}
