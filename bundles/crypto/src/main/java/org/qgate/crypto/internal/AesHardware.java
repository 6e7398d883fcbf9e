package org.qgate.crypto.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;

/** Whether the Java runtime uses the processor's AES instructions: its flag says so, always the same on one machine. */
final class AesHardware {
    private AesHardware() {}

    static boolean present() {
        try {
            // By reflection: HotSpot's own bean is no package that an OSGi framework must offer.
            Class<? extends PlatformManagedObject> type = ClassLoader.getPlatformClassLoader()
                    .loadClass("com.sun.management.HotSpotDiagnosticMXBean")
                    .asSubclass(PlatformManagedObject.class);
            Object bean = ManagementFactory.getPlatformMXBean(type);
            Object option = type.getMethod("getVMOption", String.class).invoke(bean, "UseAES");
            Object value = option.getClass().getMethod("getValue").invoke(option);
            return "true".equals(value);
        } catch (ReflectiveOperationException | IllegalArgumentException otherRuntime) {
            return true; // not HotSpot: AES-GCM is the usual answer
        }
    }
}
