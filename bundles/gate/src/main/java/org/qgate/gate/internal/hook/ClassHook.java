package org.qgate.gate.internal.hook;

import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.weaving.WeavingException;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;
import org.qgate.common.release.Sha256;
import org.qgate.gate.Admission;

/**
 * Compares each class of an extender with what was verified, at the moment it is defined. Whatever goes wrong here is a
 * {@link WeavingException}: after any other one the framework would not ask again, and define classes unchecked.
 * Thread-safe.
 */
final class ClassHook implements WeavingHook {
    private final AdmissionTable table;
    private final Refusals refusals;

    ClassHook(AdmissionTable table, Refusals refusals) {
        this.table = table;
        this.refusals = refusals;
    }

    @Override
    public void weave(WovenClass woven) {
        try {
            Bundle bundle = woven.getBundleWiring().getBundle();
            if (Places.service(bundle)) {
                check(bundle, woven);
            }
        } catch (WeavingException refused) {
            throw refused;
        } catch (Throwable failed) {
            throw new WeavingException("the class could not be compared", failed);
        }
    }

    private void check(Bundle bundle, WovenClass woven) {
        Admission admission = table.of(bundle).orElseThrow(() -> refusal(bundle, woven, "has no admission"));
        String verified = admission.classes().get(woven.getClassName());
        if (verified == null) {
            throw refusal(bundle, woven, "was not in the bundle when it was verified");
        }
        if (!verified.equals(Sha256.hex(woven.getBytes()))) {
            throw refusal(bundle, woven, "is not what was verified");
        }
    }

    private WeavingException refusal(Bundle bundle, WovenClass woven, String why) {
        return new WeavingException(refusals.type(bundle, woven.getClassName(), why));
    }
}
