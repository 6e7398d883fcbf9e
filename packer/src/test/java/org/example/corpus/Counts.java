package org.example.corpus;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.HashBiMap;
import com.google.common.collect.Multimap;

/** Counts in collections that Java does not have. */
public final class Counts implements Answering {
    /** Called by the node. */
    public Counts() {}

    @Override
    public String apply(String in) {
        Multimap<Integer, String> words = ArrayListMultimap.create();
        for (String each : in.split(" ")) {
            words.put(each.length(), each);
        }
        HashBiMap<String, Integer> both = HashBiMap.create();
        both.put(in, 7);
        return words + "" + words.size() + both.inverse().get(7);
    }
}
