package org.qgate.packer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.qsx.refuse.Refusal;

/** What authors read of refusals: each place once, with all that is refused there and the way that leads to it. */
final class Explanation {
    private static final int MOST = 40;

    /** What refusals of one place have in common. */
    private record Place(String id, String where, List<String> path) {
        static Place of(Refusal refusal) {
            return new Place(refusal.code().id(), refusal.where(), refusal.path());
        }
    }

    private Explanation() {}

    static List<String> of(List<Refusal> refusals) {
        Map<Place, List<Refusal>> places = new LinkedHashMap<>();
        refusals.forEach(each ->
                places.computeIfAbsent(Place.of(each), any -> new ArrayList<>()).add(each));
        List<String> lines = new ArrayList<>();
        places.values().stream().limit(MOST).forEach(found -> explain(found, lines));
        if (places.size() > MOST) {
            lines.add("... and " + (places.size() - MOST) + " places more");
        }
        return lines;
    }

    private static void explain(List<Refusal> found, List<String> lines) {
        Refusal first = found.get(0);
        String id = first.code().id();
        lines.add(id + " " + first.rule());
        lines.add("    at:      " + first.where());
        found.stream().filter(each -> !each.what().isEmpty()).forEach(each -> lines.add("    found:   " + each.what()));
        for (int i = 0; i < first.path().size(); i++) {
            lines.add(
                    (i == 0 ? "    from:    " : "      to:    ") + first.path().get(i));
        }
        lines.add("    instead: " + first.instead());
        lines.add("    more:    sdk/refusals/" + id + ".md, or extender:explain " + id + " on a node");
    }
}
