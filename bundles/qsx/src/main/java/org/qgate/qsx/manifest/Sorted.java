package org.qgate.qsx.manifest;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** Sets of texts that nobody changes. */
final class Sorted {
    private Sorted() {}

    static SortedSet<String> copy(Collection<String> texts) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(texts));
    }
}
