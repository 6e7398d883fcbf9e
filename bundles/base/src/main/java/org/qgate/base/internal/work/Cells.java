package org.qgate.base.internal.work;

import org.qgate.api.base.Current;
import org.qgate.api.base.CurrentFactory;

/** Makes cells. Thread-safe, stateless. */
public final class Cells implements CurrentFactory {
    @Override
    public <T> Current<T> cell(Class<T> type) {
        return new Cell<>(type);
    }
}
