package org.qgate.services.internal.core;

import java.util.List;
import java.util.function.Supplier;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.store.Batch;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.Row;
import org.qgate.api.store.Store;
import org.qgate.services.internal.record.Standing.Branch;

/** What extenders keep: a namespace each. Blocking; thread-safe. */
public final class ExtenderData {
    private static final byte[] END = new byte[0];
    private static final int ROWS = 1_000;

    private final Supplier<Store> store;

    /** Works on the store of that moment. */
    public ExtenderData(Supplier<Store> store) {
        this.store = store;
    }

    /** Returns the name of an extender's namespace. */
    public static String namespace(String id) {
        return "ext." + id;
    }

    private Namespace of(String id) {
        return store.get().namespace(namespace(id));
    }

    /** Returns what {@link #branch} would keep. */
    Branch branchable(String id) {
        return isEmpty(of(id)) ? Branch.EMPTY : Branch.KEPT;
    }

    /** Keeps a copy aside. */
    void branch(String id) {
        of(id).branch();
    }

    /** Goes back to what was kept; once it was gone back to, nothing happens. */
    void rollback(String id, Branch kept) {
        if (kept == Branch.KEPT) {
            of(id).rollback();
        } else if (kept == Branch.EMPTY) {
            erase(id);
        }
    }

    /** Forgets what was kept. */
    void settle(String id) {
        of(id).settle();
    }

    /**
     * Erases everything, and what is kept aside, and reads whether nothing is left.
     *
     * @throws QGateException QG-EXT-0024 when something is
     */
    void erase(String id) {
        Namespace names = of(id);
        names.settle();
        for (String map : names.maps()) {
            empty(names, map);
        }
        if (!isEmpty(names)) {
            throw new QGateException(ExtenderError.NOT_ERASED, "the namespace " + names.name() + " holds something");
        }
    }

    private static void empty(Namespace names, String map) {
        List<Row> rows = names.map(map).range(END, END, ROWS);
        while (!rows.isEmpty()) {
            Batch batch = names.batch();
            rows.forEach(row -> batch.remove(map, row.key()));
            batch.commit();
            rows = names.map(map).range(END, END, ROWS);
        }
    }

    private static boolean isEmpty(Namespace names) {
        return !names.isBranched()
                && names.maps().stream()
                        .allMatch(map -> names.map(map).range(END, END, 1).isEmpty());
    }
}
