package org.qgate.qrng.internal.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.qgate.api.qrng.SourceIdentity;

class IdentitiesTest {
    @Test
    void shouldFindFieldsByTheirLettersWhereverTheyStand() throws Exception {
        String system = "{\"uptime\":7,\"device\":{\"Serial_Number\":\"2301A\",\"Model\":\"QRNG-4\"},"
                + "\"manufacturer\":\"ID Quantique\",\"list\":[null,{\"serialNumber\":\"inner\"}]}";
        String firmware = "{\"modules\":[{\"name\":\"fpga\",\"version\":\"1.2\"},{\"name\":\"core\",\"version\":3}]}";
        assertEquals(
                new SourceIdentity("ID Quantique", "QRNG-4", "2301A", "1.2, 3", false),
                Identities.of(system, firmware));
    }

    @Test
    void shouldTakeTheFirmwareFromTheSystemWhenNothingElseSaysIt() throws Exception {
        assertEquals("9", Identities.of("{\"firmwareVersion\":\"9\"}", "{}").firmware());
        assertEquals(SourceIdentity.UNKNOWN, Identities.of("{}"));
    }

    @Test
    void shouldKnowASimulatorHoweverItSaysSo() throws Exception {
        assertTrue(Identities.of("{\"simulated\":true}").simulated());
        assertTrue(Identities.of("{}", "{\"info\":{\"Simulator\":\"yes\"}}").simulated());
        assertTrue(Identities.of("{\"model\":\"QRNG Simulator\"}").simulated());
        assertFalse(Identities.of("{\"simulated\":false,\"model\":\"QRNG\"}").simulated());
    }

    @Test
    void shouldBoundAndCleanTexts() throws Exception {
        SourceIdentity identity =
                Identities.of("{\"serial\":\"a\\u0000b\\n\\u2028c\",\"model\":\"" + "m".repeat(500) + "\"}");
        assertEquals("abc", identity.serial());
        assertEquals(200, identity.model().length());
    }

    @Test
    void shouldRefuseNonsense() {
        for (String each : new String[] {
            "",
            "null",
            "[]",
            "\"x\"",
            "{",
            "{} {}",
            "{\"a\":1,\"a\":2}",
            "<html>",
            "[".repeat(100),
            "{\"a\":[" + String.join(",", Collections.nCopies(2000, "{}")) + "]}",
            "{\"a\":99999999999999999999999}"
        }) {
            assertThrows(NonsenseException.class, () -> Identities.of(each), each);
        }
    }
}
