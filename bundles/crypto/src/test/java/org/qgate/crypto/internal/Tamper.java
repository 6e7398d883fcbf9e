package org.qgate.crypto.internal;

import java.lang.reflect.Field;

/** Changes one private secret of an object, as if an end had another one. */
public final class Tamper {
    private Tamper() {}

    /** Flips one bit of a private byte array. */
    public static void flip(Object owner, String field) {
        ((byte[]) read(owner, field))[7] ^= 16;
    }

    public static Object read(Object owner, String field) {
        try {
            return find(owner.getClass(), field).get(owner);
        } catch (ReflectiveOperationException renamed) {
            throw new AssertionError(renamed);
        }
    }

    public static void replace(Object owner, String field, Object value) {
        try {
            find(owner.getClass(), field).set(owner, value);
        } catch (ReflectiveOperationException renamed) {
            throw new AssertionError(renamed);
        }
    }

    private static Field find(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(type + "." + name);
    }
}
