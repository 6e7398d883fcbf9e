package org.qgate.testnet.broken;

import java.util.Map;
import org.osgi.framework.BundleContext;
import org.qgate.api.update.HandOver;
import org.qgate.api.update.Part;

/**
 * The hand-over as the parts of one broken bundle see it: they enrol through it, and what is enrolled in truth is a part
 * with a fault. Described by the component that {@link BrokenBundle} writes.
 */
public final class BrokenHandOver implements HandOver {
    static final String FAULT = "qgate.fault";

    private final HandOver real;
    private final BundleContext bundle;
    private final Fault fault;

    /** Takes the bedrock's. */
    public BrokenHandOver(HandOver real, BundleContext bundle, Map<String, Object> properties) {
        this.real = real;
        this.bundle = bundle;
        this.fault = Fault.valueOf((String) properties.get(FAULT));
    }

    @Override
    public Enrolment enrol(Part part) {
        return real.enrol(new BrokenPart(part, fault, bundle));
    }
}
