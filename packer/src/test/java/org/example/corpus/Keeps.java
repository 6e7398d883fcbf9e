package org.example.corpus;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps collections that do not change. */
public final class Keeps implements Answering {
    /** Called by the node. */
    public Keeps() {}

    @Override
    public String apply(String in) {
        List<String> list = ImmutableList.of(in, "b", "c");
        Map<String, Integer> map = ImmutableMap.of(in, 1, "z", 2);
        Set<String> set = ImmutableSet.copyOf(list);
        return ImmutableList.copyOf(list).reverse() + " " + map + set + set.contains("b") + list.hashCode()
                + map.keySet();
    }
}
