package org.qgate.kernel.internal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QGateException;
import org.qgate.kernel.internal.directory.Duties;

/** What a node does for others, as configured. */
final class NodeSettingsTest {
    private static Duties duties(String roles) {
        return NodeSettings.read(Map.of("link_listen", "127.0.0.1:4270", "roles", roles))
                .duties();
    }

    @Test
    void shouldRelayUnlessToldOtherwise() {
        assertEquals(
                Duties.RELAY,
                NodeSettings.read(Map.of("link_listen", "127.0.0.1:4270")).duties());
        assertEquals(new Duties(true, true), duties("relay, service"));
        assertEquals(new Duties(false, true), duties("service"));
    }

    @Test
    void shouldDoNothingForOthersAsAPureClient() {
        assertEquals(Duties.NONE, NodeSettings.read(Map.of("roles", "service")).duties());
    }

    @Test
    void shouldRefuseOtherRoles() {
        for (String bad : new String[] {"exit", "relay,,service", ""}) {
            QGateException refused = assertThrows(QGateException.class, () -> duties(bad), bad);
            assertEquals("QG-BAS-0002", refused.codeId());
            assertTrue(refused.getMessage().contains("roles"), refused::getMessage);
        }
    }
}
