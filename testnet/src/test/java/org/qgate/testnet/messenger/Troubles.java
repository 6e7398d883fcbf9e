package org.qgate.testnet.messenger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.qgate.testnet.TestnetNode;
import org.qgate.testnet.trial.MessengerUser;

/**
 * Ten updates, two rollbacks, kills of sender, receiver and mailbox, and a partition, while three people write in a circle and to a group:
 * in each talk one writes, so that its last thousand messages are all.
 */
final class Troubles {
    private static final String GROUP = "three";
    private static final int UPDATES = 10;
    private static final long PARTITION_NS = TimeUnit.SECONDS.toNanos(20);
    private static final int BETWEEN = 5;

    private final MessengerNetwork network;
    private final List<Writing> writings = new ArrayList<>();

    Troubles(MessengerNetwork network) {
        this.network = network;
    }

    void run() throws IOException {
        network.anna.makesGroup(GROUP, network.bert, network.carl);
        writings.add(Writing.begin(network.anna, "bert", "anna-to-bert"));
        writings.add(Writing.begin(network.bert, "carl", "bert-to-carl"));
        writings.add(Writing.begin(network.carl, "anna", "carl-to-anna"));
        writings.add(Writing.begin(network.anna, GROUP, "anna-to-three"));
        try {
            trouble();
        } finally {
            writings.forEach(Writing::close);
        }
        settle();
    }

    private void trouble() throws IOException {
        onward("at first");
        List<MessengerUser> turns = List.of(network.anna, network.bert, network.mailbox);
        for (int update = 1; update <= UPDATES; update++) {
            MessengerUser whose = turns.get(update % turns.size());
            whose.update(network.version("1." + update + ".0"));
            onward("updated " + whose.name() + " to " + whose.version());
        }
        network.anna.rollback();
        onward("anna went back to " + network.anna.version());
        network.bert.rollback();
        onward("bert went back to " + network.bert.version());
        for (MessengerUser whose : List.of(network.anna, network.mailbox, network.bert)) {
            whose.killed();
            onward("killed and started again: " + whose.name());
        }
        TestnetNode mailbox = network.mailbox.node();
        network.nodes().pause(mailbox);
        rest();
        network.nodes().resume(mailbox);
        network.mailbox.awaitServing();
        onward("without a mailbox for a while");
    }

    private static void rest() {
        long end = System.nanoTime() + PARTITION_NS;
        for (long left = PARTITION_NS; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left); // the time is what is tested
        }
    }

    /** Everybody goes on writing before the next trouble comes. */
    private void onward(String after) {
        writings.forEach(writing -> writing.awaitMore(BETWEEN));
        int doubtful =
                writings.stream().mapToInt(each -> each.doubtful().size()).sum();
        int taken = writings.stream().mapToInt(Writing::count).sum();
        MessengerNetwork.print(after + ": " + taken + " messages taken, " + doubtful + " in doubt");
    }

    private void settle() {
        int read = 0;
        for (Writing writing : writings) {
            for (MessengerUser reader : readers(writing.talk())) {
                String talk =
                        writing.talk().equals(GROUP) ? GROUP : writing.user().name();
                int count = Ledger.settle(writing, reader, talk);
                MessengerNetwork.print(count + " of " + writing.word() + " at " + reader.name() + ", in order");
                read += count;
            }
        }
        MessengerNetwork.print(read + " messages in all: none lost, doubled or reordered");
    }

    private List<MessengerUser> readers(String talk) {
        return switch (talk) {
            case "anna" -> List.of(network.anna);
            case "bert" -> List.of(network.bert);
            case "carl" -> List.of(network.carl);
            default -> List.of(network.bert, network.carl);
        };
    }
}
