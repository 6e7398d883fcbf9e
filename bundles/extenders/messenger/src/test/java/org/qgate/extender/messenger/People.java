package org.qgate.extender.messenger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.qgate.ext.Permission;
import org.qgate.ext.testkit.Sheet;
import org.qgate.ext.testkit.TestExtender;
import org.qgate.ext.testkit.TestNetwork;
import org.qgate.ext.testkit.TestNode;

/** Messengers on the nodes of a test's network, by the names of their people. */
final class People implements AutoCloseable {
    private final TestNetwork network;
    private final Map<String, TestExtender> messengers = new HashMap<>();
    private final Map<String, TestNode> nodes = new HashMap<>();

    People(TestNetwork network) {
        this.network = network;
    }

    static Sheet sheet() {
        Sheet sheet = Sheet.of("org.qgate.extender.messenger").provides("messenger/1", "messenger/files/1");
        for (Permission each : List.of(
                Permission.STORE_USE,
                Permission.CRYPTO_SIGN,
                Permission.RANDOM_READ,
                Permission.TIME_READ,
                Permission.NODE_INFO,
                Permission.LOG_WRITE)) {
            sheet = sheet.grant(each);
        }
        return sheet.grant(Permission.NET_DIAL, "messenger/1", "messenger/files/1");
    }

    /** Adds somebody whose node listens, or not. */
    TestExtender join(String name, boolean listens) throws Exception {
        TestNode node = network.node();
        node.listening(listens);
        TestExtender messenger = node.install(sheet(), Messenger::new);
        nodes.put(name, node);
        messengers.put(name, messenger);
        return messenger;
    }

    TestNode node(String name) {
        return nodes.get(name);
    }

    TestExtender of(String name) {
        return messengers.get(name);
    }

    TestNetwork network() {
        return network;
    }

    /** Lets somebody use the node of another one as mailbox. */
    void mailbox(String name, String at) throws Exception {
        of(name).set("mailbox", node(at).id());
        network.advance(30_000);
    }

    /** Lets two people know each other's addresses. */
    void acquaint(String one, String other) throws Exception {
        of(one).run("contact", "add", other, address(other));
        of(other).run("contact", "add", one, address(one));
    }

    String address(String name) throws Exception {
        return of(name).run("address").rows().get(0).get(0);
    }

    /** Returns what somebody said in a talk, as its reader sees it. */
    List<String> read(String reader, String talk, String author) throws Exception {
        return of(reader).run("read", talk, "1000").rows().stream()
                .filter(row -> row.get(2).equals(author))
                .map(row -> row.get(3))
                .toList();
    }

    /** Returns the states of one's own messages in a talk. */
    List<String> states(String reader, String talk) throws Exception {
        return of(reader).run("read", talk, "1000").rows().stream()
                .filter(row -> row.get(2).equals("you"))
                .map(row -> row.get(4))
                .toList();
    }

    @Override
    public void close() {
        network.close();
    }
}
