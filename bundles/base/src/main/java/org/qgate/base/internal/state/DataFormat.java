package org.qgate.base.internal.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.common.file.DurableFile;

/** The version of what is stored: written at the first start, compared at every other. */
final class DataFormat {
    /** What this program writes and the newest it reads. */
    static final int CURRENT = 1;

    private static final String FILE = "format";

    private DataFormat() {}

    /**
     * Accepts or refuses a folder.
     *
     * @throws QGateException QG-BAS-0004 for newer data, QG-BAS-0006 for an unreadable version
     */
    static void check(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            DurableFile.write(file, (CURRENT + "\n").getBytes(StandardCharsets.US_ASCII));
            return;
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (!text.matches("[0-9]{1,9}")) {
            throw new QGateException(BaseError.STATE_READ, file + " does not hold a version number");
        }
        if (Integer.parseInt(text) > CURRENT) {
            throw new QGateException(
                    BaseError.DATA_TOO_NEW, file + " says " + text + "; this version reads up to " + CURRENT);
        }
    }
}
