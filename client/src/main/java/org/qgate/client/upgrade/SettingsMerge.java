package org.qgate.client.upgrade;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.qgate.client.upgrade.SettingsText.Piece;

/**
 * Merges a properties file key by key: what the operator changed stays, everything else is as the new release ships it,
 * comments included. Where both changed a key the operator's value stays and the key is named as a conflict.
 */
final class SettingsMerge {
    private final SettingsText shipped;
    private final SettingsText mine;
    private final SettingsText next;
    private final Map<String, Piece> own = new LinkedHashMap<>();
    private final List<String> conflicts = new ArrayList<>();

    SettingsMerge(String shipped, String mine, String next) {
        this.shipped = new SettingsText(shipped);
        this.mine = new SettingsText(mine);
        this.next = new SettingsText(next);
        compare();
    }

    /** Returns keys that both sides changed, each with both values. */
    List<String> conflicts() {
        return List.copyOf(conflicts);
    }

    /** Returns the keys whose value is the operator's. */
    List<String> kept() {
        return List.copyOf(own.keySet());
    }

    private void compare() {
        Map<String, String> was = shipped.values();
        Map<String, String> is = mine.values();
        Map<String, String> becomes = next.values();
        Set<String> keys = new LinkedHashSet<>(is.keySet());
        keys.addAll(was.keySet());
        for (String key : keys) {
            String ours = is.get(key);
            if (Objects.equals(ours, was.get(key)) || Objects.equals(ours, becomes.get(key))) {
                continue;
            }
            if (!Objects.equals(was.get(key), becomes.get(key))) {
                conflicts.add(key + ": kept " + said(ours) + ", the new default is " + said(becomes.get(key)));
            }
            own.put(key, new Piece(key, ours, ours == null ? List.of() : lines(key)));
        }
    }

    private static String said(String value) {
        return value == null ? "nothing" : "'" + value + "'";
    }

    /** The operator's lines of a key, with the notes right above it that no release ever shipped. */
    private List<String> lines(String key) {
        Set<String> known = new HashSet<>();
        shipped.pieces().forEach(each -> known.addAll(each.lines()));
        next.pieces().forEach(each -> known.addAll(each.lines()));
        List<String> notes = new ArrayList<>();
        List<String> found = List.of();
        for (Piece piece : mine.pieces()) {
            if (key.equals(piece.key())) {
                found = new ArrayList<>(notes);
                found.addAll(piece.lines());
            }
            String first = piece.lines().get(0);
            if (piece.key() != null || first.isBlank()) {
                notes.clear();
            } else if (!known.contains(first)) {
                notes.add(first);
            }
        }
        return found;
    }

    /** Returns the merged text. */
    String text() {
        List<String> lines = new ArrayList<>();
        Set<String> written = new HashSet<>();
        for (Piece piece : next.pieces()) {
            if (!own.containsKey(piece.key())) {
                lines.addAll(piece.lines());
            } else if (written.add(piece.key())) {
                lines.addAll(own.get(piece.key()).lines());
            }
            // A shipped file shows a key's default as a comment: the operator's value stands right below it.
            String documented = documented(piece);
            if (own.containsKey(documented) && !next.values().containsKey(documented) && written.add(documented)) {
                lines.addAll(own.get(documented).lines());
            }
        }
        own.forEach((key, piece) -> {
            if (written.add(key)) {
                lines.addAll(piece.lines());
            }
        });
        return String.join("\n", lines) + "\n";
    }

    /** The key of a comment such as {@code #key = value}, or an empty text. */
    private static String documented(Piece piece) {
        String first = piece.lines().get(0);
        int equals = first.indexOf('=');
        return piece.key() == null && first.startsWith("#") && equals > 0
                ? first.substring(1, equals).strip()
                : "";
    }
}
