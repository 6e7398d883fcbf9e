package org.qgate.ext.contract;

import java.util.List;
import java.util.Map;
import org.qgate.ext.Host;
import org.qgate.ext.net.CallHandler;
import org.qgate.ext.net.StreamHandler;
import org.qgate.ext.shell.Answer;

/** A way to run extenders, as the contracts need it: a node that can dial itself, and hosts on it. */
public interface Tier extends AutoCloseable {
    /** Makes a host, as a started extender has it; it provides its protocols, and is not in office yet. */
    Host host(Allowance allowance);

    /** Changes what a host may do. */
    void change(Host host, Allowance allowance);

    /** Stops the extender of a host. */
    void end(Host host);

    /** Puts the extender of a host in office. */
    void open(Host host);

    /** Runs a command of an extender, as an operator does, and waits for its answer. */
    Answer run(Host host, String command, List<String> arguments) throws Exception;

    /** Returns what an extender's permissions were used for. */
    List<Use> uses(String id);

    /** Returns an extender's log, oldest line first. */
    List<LogEntry> log(String id);

    /** Publishes an event of the node. */
    void publish(String topic, Map<String, String> fields);

    /** Serves calls of a protocol on this node, beside all extenders. */
    void serve(String protocol, CallHandler handler);

    /** Serves streams of a protocol on this node, beside all extenders. */
    void accept(String protocol, StreamHandler handler);

    /** Returns this node's id. */
    String node();

    @Override
    void close();
}
