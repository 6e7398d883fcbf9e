package org.qgate.packer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.error.PackageError;
import org.qgate.qsx.refuse.RefusedPackageException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** YAML 1.2 with its core schema, without what surprises: no key twice, no alias, no fraction. */
final class Yaml {
    private static final int LARGEST = 256 << 10;

    private Yaml() {}

    /**
     * Reads one document that is a map.
     *
     * @throws RefusedPackageException naming line and column, or the path
     */
    static Map<String, Object> read(String file, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(LARGEST)
                .build();
        try {
            return map(file, new Load(settings).loadFromString(text));
        } catch (YamlEngineException malformed) {
            boolean twice = String.valueOf(malformed.getMessage()).contains("duplicate key");
            PackageError code = twice ? PackageError.DUPLICATE_KEY : PackageError.MALFORMED_MANIFEST;
            String line = malformed
                    .getMessage()
                    .lines()
                    .map(String::strip)
                    .reduce((a, b) -> a + " " + b)
                    .orElse("");
            throw new RefusedPackageException(code, file, line);
        }
    }

    /**
     * Takes a value as a map from texts to texts, whole numbers, switches, lists and maps.
     *
     * @throws RefusedPackageException when it is none
     */
    static Map<String, Object> map(String path, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new RefusedPackageException(PackageError.WRONG_VALUE, path, "not a map of fields");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, each) -> fields.put(String.valueOf(name), plain(path + "." + name, each)));
        return fields;
    }

    private static Object plain(String path, Object value) {
        if (value instanceof Map<?, ?>) {
            return map(path, value);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(each -> plain(path, each)).toList();
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof String || value instanceof Long || value instanceof Boolean) {
            return value;
        }
        String hint =
                value instanceof Double ? value + " is a fraction: put it in quotes if a text is meant" : "" + value;
        throw new RefusedPackageException(PackageError.WRONG_VALUE, path, hint);
    }
}
