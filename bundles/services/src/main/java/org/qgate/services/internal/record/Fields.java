package org.qgate.services.internal.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.common.json.Json;

/** One JSON object of the store. What is not as it was written is refused with QG-BAS-0006. */
record Fields(Map<?, ?> map) {
    static Fields read(byte[] json) {
        try {
            return of(Json.read(new String(json, java.nio.charset.StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException malformed) {
            throw damaged(malformed.getMessage());
        }
    }

    static Fields of(Object json) {
        if (json instanceof Map<?, ?> map) {
            return new Fields(map);
        }
        throw damaged("no object");
    }

    private static QGateException damaged(String what) {
        return new QGateException(BaseError.STATE_READ, "a record of an extender is damaged: " + what);
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        map.keySet().forEach(name -> names.add((String) name));
        return names;
    }

    String text(String name) {
        return typed(name, String.class);
    }

    long number(String name) {
        return typed(name, Long.class);
    }

    boolean flag(String name) {
        return typed(name, Boolean.class);
    }

    Fields object(String name) {
        return of(map.get(name));
    }

    Optional<Fields> optional(String name) {
        return Optional.ofNullable(map.get(name)).map(Fields::of);
    }

    List<String> texts(String name) {
        return list(name, value -> (String) value);
    }

    <T> List<T> objects(String name, Function<Fields, T> read) {
        return list(name, value -> read.apply(of(value)));
    }

    private <T> List<T> list(String name, Function<Object, T> read) {
        List<T> values = new ArrayList<>();
        for (Object value : typed(name, List.class)) {
            values.add(read.apply(value));
        }
        return values;
    }

    private <T> T typed(String name, Class<T> type) {
        Object value = map.get(name);
        if (!type.isInstance(value)) {
            throw damaged("'" + name + "' is " + value);
        }
        return type.cast(value);
    }
}
