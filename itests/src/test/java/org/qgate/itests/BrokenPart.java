package org.qgate.itests;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.qgate.api.update.HandOver;
import org.qgate.api.update.Part;

/**
 * The only class of a bundle that calls itself a version of the shell and fails where its manifest says: {@code prepare},
 * {@code adopt} or {@code commit}, with {@code !} at the end by hanging.
 */
public final class BrokenPart implements BundleActivator, Part {
    static final String HEADER = "Breaks-At";

    private String breaksAt;
    private HandOver.Enrolment enrolment;

    @Override
    public void start(BundleContext context) {
        breaksAt = context.getBundle().getHeaders().get(HEADER);
        breakAt("start");
        ServiceReference<HandOver> reference = context.getServiceReference(HandOver.class);
        enrolment = context.getService(reference).enrol(this);
    }

    @Override
    public void stop(BundleContext context) {
        enrolment.close();
    }

    private void breakAt(String step) {
        if (breaksAt.equals(step)) {
            throw new IllegalStateException("broken at " + step);
        }
        if (breaksAt.equals(step + "!")) {
            hang();
        }
    }

    /** For good: being interrupted is no reason to end. */
    private static void hang() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException ignored) {
                Thread.interrupted();
            }
        }
    }

    @Override
    public String name() {
        return "org.qgate.shell";
    }

    @Override
    public void begin() {
        throw new IllegalStateException("it never begins");
    }

    @Override
    public void prepare() {
        breakAt("prepare");
    }

    @Override
    public byte[] freeze() {
        throw new IllegalStateException("it never was in office");
    }

    @Override
    public void adopt(byte[] escrow) {
        breakAt("adopt");
    }

    @Override
    public void commit() {
        breakAt("commit");
    }

    @Override
    public void leave() {
        breakAt("leave");
    }

    @Override
    public void end() {
        breakAt("end");
    }
}
