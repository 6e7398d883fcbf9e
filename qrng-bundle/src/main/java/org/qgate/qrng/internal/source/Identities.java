package org.qgate.qrng.internal.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.qgate.api.qrng.SourceIdentity;
import org.qgate.common.values.JsonReader;

/**
 * Finds in JSON what a device says of itself. Makers rename and move fields between firmwares, so a field is known by its
 * letters alone, wherever it stands; the one nearest to the root counts.
 */
final class Identities {
    private static final List<String> VENDOR = List.of("vendor", "manufacturer");
    private static final List<String> MODEL = List.of("model", "modelname", "product", "productname", "devicename");
    private static final List<String> SERIAL =
            List.of("serial", "serialnumber", "deviceserial", "deviceserialnumber", "serialno", "sn");
    private static final List<String> FIRMWARE = List.of(
            "firmware", "firmwareversion", "fwversion", "coreversion", "fpgaversion", "softwareversion", "version");
    private static final List<String> SIMULATED = List.of("simulated", "simulator");
    private static final int MOST_FIELDS = 1_000;

    private final List<Field> fields = new ArrayList<>();

    /** A scalar, by the letters of its name. */
    private record Field(String name, String value) {}

    private Identities(String document) throws NonsenseException {
        try {
            if (!(JsonReader.read(document) instanceof Map<?, ?> object)) {
                throw new NonsenseException("no JSON object");
            }
            collect(object);
        } catch (IllegalArgumentException malformed) {
            throw new NonsenseException("no JSON: " + malformed.getMessage());
        }
    }

    /** Reads one document that says everything. */
    static SourceIdentity of(String document) throws NonsenseException {
        return of(document, document);
    }

    /**
     * Reads two documents.
     *
     * @param firmware whose versions count, all of them
     */
    static SourceIdentity of(String system, String firmware) throws NonsenseException {
        Identities device = new Identities(system);
        Identities software = new Identities(firmware);
        String versions = software.all(FIRMWARE);
        return new SourceIdentity(
                device.first(VENDOR),
                device.first(MODEL),
                device.first(SERIAL),
                versions.isEmpty() ? device.all(FIRMWARE) : versions,
                device.simulated() || software.simulated());
    }

    private void collect(Map<?, ?> root) throws NonsenseException {
        Queue<Object> level = new ArrayDeque<>(List.of(root));
        while (!level.isEmpty()) {
            Object next = level.remove();
            if (next instanceof Map<?, ?> object) {
                for (Map.Entry<?, ?> each : object.entrySet()) {
                    collect(letters(each.getKey().toString()), each.getValue(), level);
                }
            } else if (next instanceof List<?> list) {
                list.stream().filter(each -> each != null).forEach(level::add);
            }
            if (fields.size() + level.size() > MOST_FIELDS) {
                throw new NonsenseException("more than " + MOST_FIELDS + " fields");
            }
        }
    }

    private void collect(String name, Object value, Queue<Object> level) {
        if (value instanceof Map || value instanceof List) {
            level.add(value);
        } else if (value != null) {
            fields.add(new Field(name, Quoted.of(value.toString())));
        }
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    private Stream<String> named(List<String> names) {
        return fields.stream()
                .filter(each -> names.contains(each.name()) && !each.value().isEmpty())
                .map(Field::value);
    }

    private String first(List<String> names) {
        return named(names).findFirst().orElse("");
    }

    private String all(List<String> names) {
        return Quoted.of(named(names).distinct().collect(Collectors.joining(", ")));
    }

    /** It says so in a field of its own, or in its name. */
    private boolean simulated() {
        return named(SIMULATED).anyMatch(each -> !each.equalsIgnoreCase("false"))
                || Stream.of(VENDOR, MODEL, SERIAL, FIRMWARE)
                        .flatMap(this::named)
                        .anyMatch(each -> each.toLowerCase(Locale.ROOT).contains("simulat"));
    }
}
