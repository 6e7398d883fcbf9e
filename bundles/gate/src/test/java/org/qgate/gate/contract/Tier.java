package org.qgate.gate.contract;

import java.util.List;
import java.util.Map;
import org.qgate.api.protocol.Protocols.CallServer;
import org.qgate.api.protocol.Protocols.StreamServer;
import org.qgate.ext.Host;
import org.qgate.gate.Hosting.Line;
import org.qgate.gate.PermissionUse;
import org.qgate.gate.Permit;

/** A way to run extenders, as the contracts need it: a node that can dial itself, and hosts on it. */
public interface Tier extends AutoCloseable {
    /** Makes a host with a permit, as a started extender has it. */
    Host host(Permit permit);

    /** Changes what a host may do. */
    void change(Host host, Permit permit);

    /** Stops the extender of a host. */
    void end(Host host);

    /** Puts the extender of a host in office. */
    void open(Host host);

    /** Returns what an extender's permissions were used for. */
    List<PermissionUse> uses(String id);

    /** Returns an extender's log. */
    List<Line> log(String id);

    /** Publishes an event of the node. */
    void publish(String topic, Map<String, String> fields);

    /** Serves calls of a protocol on this node, beside all extenders. */
    void serve(String protocol, CallServer server);

    /** Serves streams of a protocol on this node, beside all extenders. */
    void accept(String protocol, StreamServer server);

    /** Returns this node's id. */
    String node();

    @Override
    void close();
}
