package org.qgate.services.internal.parcel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.common.release.Sha256;

/**
 * Where packages are kept: by their content. What is read from here is what was put here, or it is refused; program code
 * is no secret, so it lies here as it came. Blocking; thread-safe.
 */
public final class Shelf {
    private static final String FOLDER = "services/packages";
    private static final String SUFFIX = ".qsx";
    private static final int LARGEST = 32 << 20;

    private final StateFolder state;
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();

    /** Keeps them in the node's folder. */
    public Shelf(StateFolder state) {
        this.state = state;
    }

    /**
     * Reads a file from elsewhere, once.
     *
     * @throws QGateException QG-EXT-0001 when there is none of at most 32 MiB
     */
    public static byte[] fetch(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new QGateException(ExtenderError.NO_FILE, file + " has more than " + LARGEST + " bytes");
            }
            return bytes;
        } catch (IOException unreadable) {
            String why = unreadable.getClass().getSimpleName() + " " + unreadable.getMessage();
            throw new QGateException(ExtenderError.NO_FILE, file + ": " + why, unreadable);
        }
    }

    /** Puts a package here, durably, and returns its digest: it stays until {@link #settle} whether it is needed or not. */
    public String put(byte[] file) {
        String sha256 = Sha256.hex(file);
        inHand.add(sha256);
        state.write(name(sha256), file);
        return sha256;
    }

    /**
     * Reads a package, whole and once: what is verified and what is installed are these bytes.
     *
     * @throws QGateException QG-EXT-0017 when it is not there any more, or is another one
     */
    public byte[] read(String sha256) {
        byte[] file = state.read(name(sha256))
                .orElseThrow(
                        () -> new QGateException(ExtenderError.ALTERED_FILE, "the package " + sha256 + " is missing"));
        String found = Sha256.hex(file);
        if (!found.equals(sha256)) {
            throw new QGateException(
                    ExtenderError.ALTERED_FILE, "the package " + sha256 + " has the digest " + found + " now");
        }
        return file;
    }

    /** From now on a package stays only as long as somebody needs it. */
    public void settle(String sha256) {
        inHand.remove(sha256);
    }

    /** Removes what nobody needs. */
    public void keepOnly(Set<String> digests) {
        for (String name : state.list(FOLDER)) {
            String file = name.substring(name.lastIndexOf('/') + 1);
            String sha256 = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : "";
            boolean needed = digests.contains(sha256) || inHand.contains(sha256);
            if (!needed) {
                state.delete(name);
            }
        }
    }

    private static String name(String sha256) {
        return FOLDER + "/" + sha256 + SUFFIX;
    }
}
