package org.qgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What curl says, and what counts as a download. */
final class CurlTest {
    @Test
    void shouldReadSeconds() throws IOException {
        assertEquals(1.25, Curl.seconds("200 1000 1.250000\n", 1000));
    }

    @Test
    void shouldRefuseWhatIsNotTheWholeBody() {
        assertThrows(IOException.class, () -> Curl.seconds("200 999 1.25", 1000));
        assertThrows(IOException.class, () -> Curl.seconds("404 1000 1.25", 1000));
        assertThrows(IOException.class, () -> Curl.seconds("", 1000));
    }
}
