package org.qgate.local.internal.jetty;

import java.util.Set;
import org.qgate.local.internal.http.Admissions.Admission;

/** A token with one scope. */
record TestAdmission(String scope) implements Admission {
    @Override
    public String user() {
        return "tester";
    }

    @Override
    public Set<String> scopes() {
        return Set.of(scope);
    }

    @Override
    public boolean stands() {
        return true;
    }
}
