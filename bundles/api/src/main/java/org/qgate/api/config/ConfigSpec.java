package org.qgate.api.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;

/**
 * All keys of one configuration file.
 *
 * @param pid the configuration's name: {@code etc/<pid>.cfg}
 */
public record ConfigSpec(String pid, List<ConfigKey<?>> keys) {
    /** Keys that the configuration service and its file watcher add by themselves. */
    private static final Set<String> FRAMEWORK_KEYS = Set.of(
            "service.pid",
            "service.factoryPid",
            "service.bundleLocation",
            "felix.fileinstall.filename",
            "component.id",
            "component.name",
            "service.changecount",
            "service.ranking");

    /** Makes a specification. */
    public static ConfigSpec of(String pid, ConfigKey<?>... keys) {
        return new ConfigSpec(pid, List.of(keys));
    }

    /**
     * Reads a whole configuration: defaults for what is absent.
     *
     * @throws QGateException QG-BAS-0001 for a key that is not in the specification, QG-BAS-0002 for a value that its
     *     key does not allow; the message names file, key, value and what is allowed
     */
    public ConfigValues read(Map<String, ?> raw) {
        Map<String, ConfigKey<?>> byName = new LinkedHashMap<>();
        keys.forEach(key -> byName.put(key.name(), key));
        raw.keySet().stream()
                .filter(name -> !byName.containsKey(name) && !isFrameworkKey(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new QGateException(
                            BaseError.UNKNOWN_KEY, pid + ".cfg: unknown key '" + name + "'; known: " + byName.keySet());
                });
        Map<String, Object> values = new HashMap<>();
        byName.values().forEach(key -> values.put(key.name(), parse(key, raw.get(key.name()))));
        return new ConfigValues(this, Map.copyOf(values));
    }

    private static boolean isFrameworkKey(String name) {
        return FRAMEWORK_KEYS.contains(name) || name.startsWith(".") || name.startsWith("osgi.ds.");
    }

    private Object parse(ConfigKey<?> key, Object raw) {
        String text = raw == null ? key.defaultText() : raw.toString().trim();
        try {
            return key.parser().apply(text);
        } catch (IllegalArgumentException refused) {
            throw new QGateException(
                    BaseError.BAD_VALUE,
                    pid + ".cfg: " + key.name() + " = '" + text + "'; allowed: " + key.allowed(),
                    refused);
        }
    }
}
