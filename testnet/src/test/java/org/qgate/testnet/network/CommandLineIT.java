package org.qgate.testnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.qgate.common.json.Json;

/** What scripts are promised of {@code ./qgate testnet}. */
@ExtendWith(SharedNetwork.class)
@Timeout(120)
final class CommandLineIT {
    private final TestNetwork network;

    CommandLineIT(TestNetwork network) {
        this.network = network;
    }

    private Program qgate(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of("..", "qgate").toString(), "testnet"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--dir", network.nodes().dir().toString()));
        return Program.run(command, out -> {});
    }

    @Test
    void shouldPrintOneDocument() throws Exception {
        Program status = qgate("status", "--json");
        assertEquals(0, status.exitCode(), status::err);
        Map<?, ?> document = (Map<?, ?>) Json.read(status.text());
        assertEquals("qgate.testnet/1", document.get("schema"));
        assertEquals(network.nodes().dir().toString(), document.get("dir"));
        Map<?, ?> client = (Map<?, ?>) ((List<?>) document.get("nodes")).get(0);
        assertEquals(List.of("client"), client.get("roles"));
        assertTrue(client.containsKey("link"));
        assertEquals(null, client.get("link"));
        assertEquals(network.nodes().client().socks(), client.get("socks"));
        assertEquals(true, client.get("alive"));
    }

    @Test
    void shouldPassOnOutputAndExitCode() throws Exception {
        Program id = qgate("exec", "2", "node:id --json");
        assertEquals(0, id.exitCode(), id::err);
        assertEquals(network.nodes().node(2).nodeId(), ((Map<?, ?>) Json.read(id.text())).get("nodeId"));
        assertEquals("", id.err());
        Program refused = qgate("exec", "0", "circuit:close 999999999");
        assertEquals(2, refused.exitCode(), refused::err);
        assertNotEquals(0, qgate("exec", "0", "no:such").exitCode());
    }

    @Test
    void shouldRefuseASecondNetworkInTheFolder() throws Exception {
        Program start = qgate("start", "--json");
        assertEquals(2, start.exitCode());
        assertEquals("", start.text());
        assertTrue(start.err().contains("a test network runs in"), start::err);
        assertEquals(2, qgate("exec", "9", "node:id").exitCode());
        assertEquals(64, qgate("start", "--nodes", "many").exitCode());
    }
}
