package org.qgate.testnet.messenger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.qgate.testnet.trial.MessengerUser;

/**
 * Three people on three nodes, one of which only dials, and a mailbox on a fourth: messages both ways, a group, a
 * file, and replacements, kills and a partition while they write. No message is lost, doubled or reordered.
 */
@Timeout(1_800)
final class MessengerIT {
    private static final int FILE_BYTES = 300_000;

    @Test
    void shouldBringMessagesWhileItIsReplaced() throws Exception {
        try (MessengerNetwork network = MessengerNetwork.start("short", "guarded")) {
            talk(network);
            file(network.anna, network.bert);
            Writing stream = Writing.begin(network.anna, "bert", "stream");
            try (stream) {
                replace(network, stream);
            }
            MessengerNetwork.print(Ledger.settle(stream, network.bert, "anna") + " messages amid changes");
        }
    }

    private static void replace(MessengerNetwork network, Writing stream) throws IOException {
        stream.awaitMore(3);
        network.bert.update(network.version("1.1.0"));
        network.anna.update(network.version("1.1.0"));
        stream.awaitMore(3);
        network.anna.rollback();
        stream.awaitMore(3);
    }

    @Test
    @EnabledIfSystemProperty(named = "qgate.long", matches = "true", disabledReason = "takes long: ./qgate test --long")
    void shouldLoseDoubleAndReorderNothingWhateverHappens() throws Exception {
        try (MessengerNetwork network = MessengerNetwork.start("long", "guarded")) {
            new Troubles(network).run();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "qgate.long", matches = "true", disabledReason = "takes long: ./qgate test --long")
    void shouldRunInProcessesOfItsOwn() throws Exception {
        try (MessengerNetwork network = MessengerNetwork.start("process", "process")) {
            for (MessengerUser each : List.of(network.anna, network.bert, network.carl, network.mailbox)) {
                assertEquals("process", each.info().get("tier"), each.name());
            }
            talk(network);
            file(network.anna, network.bert);
        }
    }

    private static void talk(MessengerNetwork network) {
        pair(network.anna, network.bert);
        pair(network.bert, network.anna);
        pair(network.carl, network.anna);
        network.anna.makesGroup("three", network.bert, network.carl);
        network.anna.writes("three", "hello-all");
        for (MessengerUser other : List.of(network.bert, network.carl)) {
            other.awaitText("three", "hello-all");
        }
        network.carl.writes("three", "hello-from-carl");
        for (MessengerUser other : List.of(network.bert, network.anna)) {
            other.awaitText("three", "hello-from-carl");
            assertEquals(List.of("hello-all", "hello-from-carl"), other.texts("three"), other.name());
        }
        MessengerNetwork.print("a group of three");
    }

    private static void pair(MessengerUser from, MessengerUser to) {
        String text = "from-" + from.name();
        from.writes(to.name(), text);
        to.awaitText(from.name(), text);
        MessengerNetwork.print(text + " came to " + to.name());
    }

    /** Its sender only dials: the file lies at the mailbox, and is fetched there. */
    private static void file(MessengerUser from, MessengerUser to) throws IOException {
        Path file = from.node().dir().resolveSibling("picture.bin");
        byte[] bytes = new byte[FILE_BYTES];
        new Random(FILE_BYTES).nextBytes(bytes);
        Files.write(file, bytes);
        Path saved = file.resolveSibling("saved.bin");
        Files.deleteIfExists(saved);
        from.sendsFile(to.name(), file);
        to.savesFile(from.name(), "picture.bin", saved);
        assertArrayEquals(bytes, Files.readAllBytes(saved));
        MessengerNetwork.print("a file of " + bytes.length + " bytes");
    }
}
