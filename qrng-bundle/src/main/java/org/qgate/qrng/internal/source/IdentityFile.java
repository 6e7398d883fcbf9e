package org.qgate.qrng.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.SourceIdentity;

/**
 * What whoever feeds a device's file says of it, in a file beside; read anew each time.
 *
 * @param needed whether it must be there
 */
record IdentityFile(Path path, boolean needed) implements Identity {
    private static final int LARGEST = 1 << 16;

    @Override
    public SourceIdentity get() {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] text = in.readNBytes(LARGEST + 1);
            if (text.length > LARGEST) {
                throw new NonsenseException("more than " + LARGEST + " bytes");
            }
            return Identities.of(new String(text, StandardCharsets.UTF_8));
        } catch (NoSuchFileException none) {
            if (needed) {
                throw unreadable(QrngError.UNREADABLE, none);
            }
            return SourceIdentity.UNKNOWN;
        } catch (NonsenseException nonsense) {
            throw unreadable(QrngError.NONSENSE, nonsense);
        } catch (IOException failed) {
            throw unreadable(QrngError.UNREADABLE, failed);
        }
    }

    private QGateException unreadable(QrngError code, IOException failed) {
        return new QGateException(code, path + ": " + DeviceFile.why(failed), failed);
    }
}
