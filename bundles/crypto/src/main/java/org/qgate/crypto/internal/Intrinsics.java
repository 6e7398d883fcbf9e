package org.qgate.crypto.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;

/** Whether the Java runtime uses the processor's own instructions: its flags say so, always the same on one machine. */
final class Intrinsics {
    private Intrinsics() {}

    /** For AES. */
    static boolean aes() {
        return set("UseAES");
    }

    /** For SHA-2. */
    static boolean sha2() {
        return set("UseSHA");
    }

    private static boolean set(String flag) {
        try {
            // By reflection: HotSpot's own bean is no package that an OSGi framework must offer.
            Class<? extends PlatformManagedObject> type = ClassLoader.getPlatformClassLoader()
                    .loadClass("com.sun.management.HotSpotDiagnosticMXBean")
                    .asSubclass(PlatformManagedObject.class);
            Object bean = ManagementFactory.getPlatformMXBean(type);
            Object option = type.getMethod("getVMOption", String.class).invoke(bean, flag);
            Object value = option.getClass().getMethod("getValue").invoke(option);
            return "true".equals(value);
        } catch (ReflectiveOperationException | IllegalArgumentException otherRuntime) {
            return true; // not HotSpot: having them is the usual answer
        }
    }
}
