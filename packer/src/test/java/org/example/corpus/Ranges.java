package org.example.corpus;

import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.Sets;
import com.google.common.collect.TreeRangeSet;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Works with ranges, views of lists and sets. */
public final class Ranges implements Answering {
    /** Called by the node. */
    public Ranges() {}

    @Override
    public String apply(String in) {
        RangeSet<Integer> set = TreeRangeSet.create();
        set.add(Range.closed(1, 5));
        set.remove(Range.singleton(in.length()));
        return set + "" + Lists.partition(Arrays.asList(1, 2, 3), 2)
                + Sets.union(Set.of(in.length()), Set.of(-1)).size() + Iterables.getLast(List.of(in));
    }
}
