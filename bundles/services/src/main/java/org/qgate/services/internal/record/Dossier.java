package org.qgate.services.internal.record;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.qgate.common.json.Json;

/**
 * All that outlives a restart of one extender, except what an operator denies it.
 *
 * @param publisher key id of whoever may publish its updates
 * @param settings values that an operator set, by name
 */
public record Dossier(
        String id, String publisher, Versions versions, Standing standing, SortedMap<String, String> settings) {
    private static final long SCHEMA = 1;

    /** Makes the map unchangeable. */
    public Dossier {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /** One of which nothing is known but whose it is. */
    public static Dossier begin(String id, String publisher) {
        return new Dossier(id, publisher, Versions.NONE, Standing.NEW, new TreeMap<>());
    }

    /** The same with other versions. */
    public Dossier with(Versions next) {
        return new Dossier(id, publisher, next, standing, settings);
    }

    /** The same, standing otherwise. */
    public Dossier with(Standing next) {
        return new Dossier(id, publisher, versions, next, settings);
    }

    /** The same with other settings. */
    public Dossier with(Map<String, String> next) {
        return new Dossier(id, publisher, versions, standing, new TreeMap<>(next));
    }

    /** The same with the key that replaced its publisher's. */
    public Dossier publishedBy(String next) {
        return new Dossier(id, next, versions, standing, settings);
    }

    byte[] encode() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put("id", id);
        json.put("publisher", publisher);
        json.put("versions", versions.json());
        json.put("standing", standing.json());
        json.put("settings", settings);
        return Json.write(json).getBytes(StandardCharsets.UTF_8);
    }

    static Dossier decode(byte[] value) {
        Fields json = Fields.read(value);
        SortedMap<String, String> settings = new TreeMap<>();
        Fields set = json.object("settings");
        set.names().forEach(name -> settings.put(name, set.text(name)));
        return new Dossier(
                json.text("id"),
                json.text("publisher"),
                Versions.of(json.object("versions")),
                Standing.of(json.object("standing")),
                settings);
    }
}
