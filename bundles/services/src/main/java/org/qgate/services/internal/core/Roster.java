package org.qgate.services.internal.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.services.internal.record.Dossier;
import org.qgate.services.internal.record.Ledger;

/** All extenders by id. Thread-safe. */
final class Roster {
    private final Map<String, Extender> extenders = new TreeMap<>();

    synchronized void load(Ledger ledger) {
        extenders.clear();
        for (Dossier dossier : ledger.dossiers()) {
            extenders.put(dossier.id(), new Extender(dossier, ledger.denied(dossier.id())));
        }
    }

    synchronized Optional<Extender> find(String id) {
        return Optional.ofNullable(extenders.get(id));
    }

    /**
     * Returns one.
     *
     * @throws QGateException QG-EXT-0006 when there is none
     */
    Extender require(String id) {
        return find(id).orElseThrow(() -> new QGateException(ExtenderError.NO_EXTENDER, "'" + id + "'"));
    }

    /** Returns the one that is there, or begins one in memory. */
    synchronized Extender of(String id, String publisher) {
        return extenders.computeIfAbsent(id, name -> new Extender(Dossier.begin(name, publisher), java.util.Set.of()));
    }

    synchronized void forget(String id) {
        extenders.remove(id);
    }

    synchronized List<Extender> all() {
        Collection<Extender> all = extenders.values();
        return new ArrayList<>(all);
    }
}
