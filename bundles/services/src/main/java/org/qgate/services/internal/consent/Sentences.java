package org.qgate.services.internal.consent;

import java.util.SortedSet;
import org.qgate.ext.Permission;

/** What permissions mean, in plain words: one text for shell and web. */
public final class Sentences {
    private Sentences() {}

    /** Returns one sentence. */
    public static String of(Permission permission, SortedSet<String> scope) {
        String names = String.join(", ", scope);
        return switch (permission) {
            case LOG_WRITE -> "It writes lines into a log of its own, which you can read.";
            case TIME_READ -> "It reads the node's clock.";
            case EVENT_SUBSCRIBE -> "It hears what happens on the node: " + names + ".";
            case STORE_USE -> "It keeps data in a sealed space of its own on your disk.";
            case RANDOM_READ -> "It draws random bytes.";
            case CRYPTO_AGREE -> "It agrees on keys with others, by keys that are made for it alone.";
            case CRYPTO_SIGN -> "It signs with keys that are made for it alone; they do not name your node.";
            case NODE_INFO -> "It reads the node's version, how long it runs, and whether it has joined the network.";
            case NET_DIAL -> "It connects to other nodes through the private network, by: " + names + ".";
            case NET_ACCEPT -> "It serves other nodes: this node announces to everybody that it offers: " + names + ".";
            case EVENT_PUBLISH -> "It tells other extenders of this node about: " + names + ".";
            case DPN_ROUTE -> "It decides which way connections of your applications take.";
            case HTTP_PUBLISH -> "It publishes web pages from this node.";
            case UI_PAGE -> "It adds a page to the administrator's console.";
            case PEER_LIST -> "It sees which nodes yours knows.";
            case STORE_SHARE -> "It shares a part of its space with other nodes.";
            case FILE_READ -> "It reads files that you pick.";
            case INTERNET_EGRESS -> "It connects to the open Internet: " + names + ".";
            case COMPUTE_RUN -> "It runs computing jobs of others on this machine.";
            case PAYMENT_CHARGE -> "It charges for what it does.";
            case PEER_BAN -> "It shuts out other nodes.";
            case METRICS_ALL -> "It reads all measurements of the node.";
        };
    }
}
