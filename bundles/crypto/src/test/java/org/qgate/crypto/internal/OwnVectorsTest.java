package org.qgate.crypto.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.common.json.Json;

/**
 * Our wire structures against {@code docs/vectors/crypto.json}. A deliberate change of the protocol writes the file
 * anew: {@code -Dqgate.vectors.write=true}.
 */
class OwnVectorsTest {
    @Test
    void shouldMatchWrittenVectors() throws IOException {
        String made = Json.writePretty(new OwnVectors().all()) + "\n";
        if (Boolean.getBoolean("qgate.vectors.write")) {
            Files.writeString(Path.of(System.getProperty("qgate.docs"), "vectors", "crypto.json"), made);
        }
        Map<?, ?> written = Vectors.own("crypto.json").fields();
        Map<?, ?> fresh = (Map<?, ?>) Json.read(made);
        for (Object section : fresh.keySet()) {
            assertEquals(written.get(section), fresh.get(section), section.toString());
        }
        assertEquals(written.keySet(), fresh.keySet());
    }
}
