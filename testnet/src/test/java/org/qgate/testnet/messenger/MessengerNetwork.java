package org.qgate.testnet.messenger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetOptions;
import org.qgate.testnet.trial.MessengerPackages;
import org.qgate.testnet.trial.MessengerUser;
import org.qgate.testnet.trial.Packages;

/**
 * Five real nodes: anna's only dials and never listens; of the relays one is the mailbox, one is bert's, one carl's, and one lets
 * these have paths that do not go through themselves. Anna, bert and carl have boxes at the mailbox and know each other.
 */
final class MessengerNetwork implements AutoCloseable {
    private static final int ANNA = 0;
    private static final int CARL = 1;
    private static final int MAILBOX = 2;
    private static final int BERT = 3;

    final MessengerUser anna;
    final MessengerUser bert;
    final MessengerUser carl;
    final MessengerUser mailbox;
    private final Testnet network;
    private final MessengerPackages packages;
    private final String tier;

    private MessengerNetwork(String name, String tier) throws IOException {
        Path dir = Path.of("target", "messenger-" + name);
        Files.createDirectories(dir);
        this.tier = tier;
        TestnetOptions options =
                TestnetOptions.defaults(dir).sized(5, 1).with(MAILBOX, "org.qgate.kernel", "roles", "relay,service");
        this.network = Testnet.start(options, line -> print(line));
        Runtime.getRuntime().addShutdownHook(new Thread(network::stop, "messenger-stop"));
        this.packages = new MessengerPackages(network.dir().resolve("packages"), Packages.releaseKey());
        this.anna = new MessengerUser(network, ANNA, "anna");
        this.bert = new MessengerUser(network, BERT, "bert");
        this.carl = new MessengerUser(network, CARL, "carl");
        this.mailbox = new MessengerUser(network, MAILBOX, "mailbox");
    }

    /** Starts one in which everybody can write to everybody. */
    static MessengerNetwork start(String name, String tier) throws IOException {
        MessengerNetwork made = new MessengerNetwork(name, tier);
        try {
            made.meet();
            return made;
        } catch (IOException | RuntimeException | AssertionError failed) {
            made.close();
            throw failed;
        }
    }

    private void meet() throws IOException {
        Path first = packages.messenger("1.0.0", tier);
        for (MessengerUser each : List.of(mailbox, anna, bert, carl)) {
            each.install(first);
        }
        print("installed on all nodes");
        List<MessengerUser> people = List.of(anna, bert, carl);
        people.forEach(each -> each.usesMailbox(mailbox));
        for (MessengerUser each : people) {
            people.stream().filter(other -> other != each).forEach(each::meets);
        }
        print("everybody knows everybody");
    }

    /** Returns the package of another version. */
    Path version(String version) throws IOException {
        return packages.messenger(version, tier);
    }

    Testnet nodes() {
        return network;
    }

    static void print(String line) {
        System.out.println("messenger: " + line);
    }

    @Override
    public void close() {
        List.of(anna, bert, carl, mailbox).forEach(MessengerUser::close);
        network.close();
    }
}
