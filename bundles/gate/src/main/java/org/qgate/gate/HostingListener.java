package org.qgate.gate;

/** Who hears of instances, as a service. Called on a thread of the gate; must be quick. */
public interface HostingListener {
    /** An instance was abandoned, or overdraws a quota so that it should be stopped. */
    void changed(InstanceStatus status);
}
