package org.qgate.kernel.internal.circuit.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.net.IpAddress;
import org.qgate.common.json.Json;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/** The public vectors of relay messages, {@code docs/vectors/relay-messages.json}. */
final class RelayMessageVectorsTest {
    private static final Path FILE =
            Path.of(System.getProperty("qgate.docs", "../docs"), "vectors", "relay-messages.json");

    private record Message(int type, int stream, byte[] body) {}

    private static Map<?, ?> document() throws IOException {
        return (Map<?, ?>) Json.read(Files.readString(FILE));
    }

    private static List<Map<?, ?>> list(Object value) {
        List<Map<?, ?>> maps = new ArrayList<>();
        ((List<?>) value).forEach(each -> maps.add((Map<?, ?>) each));
        return maps;
    }

    private static byte[] bytes(Object hex) {
        return HexFormat.of().parseHex((String) hex);
    }

    private static int number(Object value) {
        return ((Long) value).intValue();
    }

    private static List<Message> read(MessageReader reader, byte[] area) {
        List<Message> messages = new ArrayList<>();
        assertTrue(reader.read(
                area,
                0,
                area.length,
                (type, stream, buffer, offset, length) ->
                        messages.add(new Message(type, stream, Arrays.copyOfRange(buffer, offset, offset + length)))));
        return messages;
    }

    @Test
    void shouldReadEveryMessage() throws IOException {
        for (Map<?, ?> vector : list(document().get("messages"))) {
            List<Message> read = read(new MessageReader(), bytes(vector.get("message")));
            assertEquals(1, read.size());
            assertEquals(number(vector.get("type")), read.get(0).type());
            assertEquals(vector.get("stream") == null ? 0 : number(vector.get("stream")), read.get(0).stream());
            assertArrayEquals(bytes(vector.get("body")), read.get(0).body());
        }
    }

    @Test
    void shouldWriteEveryMessage() throws IOException {
        for (Map<?, ?> vector : list(document().get("messages"))) {
            MessageArea area = new MessageArea(CellSize.LARGE);
            int type = number(vector.get("type"));
            byte[] body = bytes(vector.get("body"));
            if (type == MessageType.DATA) {
                int half = body.length / 2; // two pieces become one message
                area.data(number(vector.get("stream")), body, 0, half);
                area.data(number(vector.get("stream")), body, half, body.length - half);
            } else if (MessageType.ofStream(type)) {
                area.message(type, number(vector.get("stream")), body);
            } else {
                area.message(type, body, 0, body.length);
            }
            byte[] message = bytes(vector.get("message"));
            assertArrayEquals(message, Arrays.copyOfRange(area.body(), CellSize.TAG, CellSize.TAG + message.length));
            assertEquals(CellSize.LARGE.message() - message.length, area.room());
        }
    }

    @Test
    void shouldWriteAndReadEveryBody() throws IOException {
        for (Map<?, ?> vector : list(document().get("messages"))) {
            Map<?, ?> fields = (Map<?, ?>) vector.get("fields");
            byte[] body = bytes(vector.get("body"));
            assertArrayEquals(body, written(number(vector.get("type")), fields, body), () -> "" + vector.get("name"));
        }
    }

    /** Reads a body, compares it with the fields, writes it again. */
    private static byte[] written(int type, Map<?, ?> fields, byte[] body) {
        switch (type) {
            case MessageType.EXTEND -> {
                ExtendBody extend = ExtendBody.read(body, 0, body.length);
                assertEquals(NodeId.of(bytes(fields.get("next"))), extend.next());
                assertEquals(number(fields.get("size")), extend.size().code());
                assertArrayEquals(bytes(fields.get("handshake")), extend.create());
                return extend.write();
            }
            case MessageType.BEGIN, MessageType.RESOLVE -> {
                BeginBody begin = BeginBody.read(body, 0, body.length);
                assertEquals(new BeginBody((String) fields.get("host"), number(fields.get("port"))), begin);
                return begin.write();
            }
            case MessageType.SERVICE -> {
                ServiceBody service = ServiceBody.read(body, 0, body.length);
                assertEquals(
                        new ServiceBody((String) fields.get("protocol"), (Boolean) fields.get("identified")), service);
                return service.write();
            }
            case MessageType.CONNECTED -> {
                IpAddress address = AddressCode.read(new WireReader(body));
                assertEquals(IpAddress.parse((String) fields.get("address")).orElse(null), address);
                WireWriter out = new WireWriter();
                AddressCode.write(out, address);
                return out.toBytes();
            }
            case MessageType.RESOLVED -> {
                ResolvedBody resolved = ResolvedBody.read(body, 0, body.length);
                assertEquals(
                        fields.get("addresses"),
                        resolved.addresses().stream().map(IpAddress::toString).toList());
                assertEquals(fields.get("names"), resolved.names());
                return resolved.write();
            }
            case MessageType.VIEW -> {
                ViewBody view = ViewBody.read(body, 0, body.length);
                assertEquals(new ViewBody((String) fields.get("digest"), (Long) fields.get("validAfter")), view);
                return view.write();
            }
            default -> {
                return body;
            }
        }
    }

    @Test
    void shouldReadAPackedCell() throws IOException {
        Map<?, ?> packed = (Map<?, ?>) document().get("packed");
        byte[] area = bytes(packed.get("area"));
        assertEquals(CellSize.of(number(packed.get("size"))).message(), area.length);
        assertEquals(
                ((List<?>) packed.get("messages")).size(),
                read(new MessageReader(), area).size());
    }

    @Test
    void shouldReadAndWriteFragments() throws IOException {
        Map<?, ?> fragmented = (Map<?, ?>) document().get("fragmented");
        byte[] body = bytes(fragmented.get("body"));
        List<?> areas = (List<?>) fragmented.get("areas");
        MessageReader reader = new MessageReader();
        MessageArea area = new MessageArea(CellSize.SMALL);
        int written = area.first(MessageType.EXTENDED, body);
        for (int i = 0; i < areas.size(); i++) {
            byte[] expected = bytes(areas.get(i));
            int used = expected.length - area.room();
            assertArrayEquals(
                    Arrays.copyOf(expected, used), Arrays.copyOfRange(area.body(), CellSize.TAG, CellSize.TAG + used));
            area.clear(false);
            written += area.next(body, written);

            List<Message> read = read(reader, expected);
            boolean last = i == areas.size() - 1;
            assertEquals(last ? 1 : 0, read.size());
            assertEquals(!last, reader.collecting());
            if (last) {
                assertArrayEquals(body, read.get(0).body());
            }
            MessageReader thawed = new MessageReader();
            thawed.thaw(reader.freeze());
            reader = thawed;
        }
    }

    @Test
    void shouldRefuseWhatIsMalformed() throws IOException {
        for (Map<?, ?> refused : list(document().get("refused"))) {
            byte[] area = bytes(refused.get("area"));
            assertThrows(WireException.class, () -> read(new MessageReader(), area), () -> "" + refused.get("name"));
        }
    }
}
