package org.qgate.gate.internal.process;

import java.util.Map;
import org.qgate.ext.Host;
import org.qgate.ext.Permission;
import org.qgate.sandbox.wire.BreachException;

/** What the node says of itself, its clock, the log, random bytes. */
record PlainDoor(Host host) implements Answering.Part {
    @Override
    public void addTo(Map<String, Answering> all) {
        all.put("granted", given -> {
            Permission permission = given.name(0, Permission.class);
            if (permission == null) {
                throw new BreachException("no permission");
            }
            return host.granted(permission);
        });
        all.put("node.id", given -> host.node().nodeId());
        all.put("node.version", given -> host.node().version());
        all.put("node.reachable", given -> host.node().reachable());
        all.put("time.wall", given -> host.time().wallMs());
        all.put("time.mono", given -> host.time().monoNs());
        all.put("log.info", Answering.doing(given -> host.log().info(given.text(0))));
        all.put("log.warn", Answering.doing(given -> host.log().warn(given.text(0))));
        all.put("random.bytes", given -> host.random().bytes(given.small(0)));
    }
}
