package org.qgate.dpn.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qgate.common.json.Json;
import org.qgate.dpn.internal.dest.Destination;
import org.qgate.dpn.internal.exit.PublicAddress;
import org.qgate.dpn.internal.proxy.HttpSession;
import org.qgate.dpn.internal.proxy.Prelude;
import org.qgate.dpn.internal.proxy.ProxyRequest;
import org.qgate.dpn.internal.proxy.ProxySession;
import org.qgate.dpn.internal.proxy.SocksSession;
import org.qgate.dpn.internal.proxy.Step;

/** The published vectors of entry and exit, {@code docs/vectors/proxy.json}. */
final class ProxyVectorsTest {
    private static Stream<Map<?, ?>> part(String name) {
        try {
            String text = Files.readString(Path.of(System.getProperty("qgate.docs"), "vectors", "proxy.json"));
            Map<?, ?> document = (Map<?, ?>) Json.read(text);
            return ((List<?>) document.get(name)).stream().map(each -> (Map<?, ?>) each);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Stream<Map<?, ?>> conversations() {
        return part("conversations");
    }

    static Stream<Map<?, ?>> destinations() {
        return part("destinations");
    }

    static Stream<Map<?, ?>> addresses() {
        return part("addresses");
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void shouldNegotiateAsPublished(Map<?, ?> vector) {
        String protocol = (String) vector.get("protocol");
        ProxySession session = protocol.startsWith("http") ? new HttpSession() : new SocksSession();
        byte[] sent = HexFormat.of().parseHex((String) vector.get("client"));
        Step step = session.feed(sent, 0, sent.length);
        assertEquals(vector.get("consumed"), (long) step.consumed());
        assertEquals(vector.get("answer"), HexFormat.of().formatHex(step.reply()));
        assertEquals(
                vector.get("failure"),
                step.failure() == null ? null : step.failure().name());
        check((Map<?, ?>) vector.get("request"), step.request());
        if (step.request() != null) {
            assertEquals(protocol, session.protocol());
        }
        Prelude prelude = session.prelude().orElse(null);
        assertEquals(
                vector.get("head"), prelude == null ? null : new String(prelude.head(), StandardCharsets.US_ASCII));
        assertEquals(vector.get("more"), prelude == null ? null : prelude.more());
    }

    private static void check(Map<?, ?> expected, ProxyRequest request) {
        if (expected == null) {
            assertNull(request);
            return;
        }
        assertEquals(expected.get("kind"), request.kind().name());
        assertEquals(expected.get("host"), request.host());
        assertEquals(expected.get("port"), (long) request.port());
        assertEquals(expected.get("credentials"), HexFormat.of().formatHex(request.credentials()));
    }

    @ParameterizedTest
    @MethodSource("destinations")
    void shouldReadDestinationsAsPublished(Map<?, ?> vector) {
        Destination read = Destination.parse((String) vector.get("host"));
        String is = "";
        String canonical = null;
        if (read instanceof Destination.Name name) {
            is = "name";
            canonical = name.name();
        } else if (read instanceof Destination.Literal literal) {
            is = "literal";
            canonical = literal.address().toString();
        } else if (read instanceof Destination.Refused refused) {
            is = refused.reason().name().toLowerCase(Locale.ROOT);
        }
        assertEquals(vector.get("is"), is);
        assertEquals(vector.get("canonical"), canonical);
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void shouldServeAddressesAsPublished(Map<?, ?> vector) {
        assertEquals(vector.get("served"), PublicAddress.served((String) vector.get("address")));
    }
}
