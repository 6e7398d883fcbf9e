package org.qgate.api.base;

/** Makes cells for swappable services. Thread-safe. */
public interface CurrentFactory {
    /** Makes an empty cell; the type's simple name appears in messages. */
    <T> Current<T> cell(Class<T> type);
}
