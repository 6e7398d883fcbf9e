package org.qgate.qrng.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.qgate.api.qrng.SourceIdentity;

/**
 * What Linux knows of a character device: of USB devices what their descriptors say, of PCI devices numbers, of
 * {@code /dev/hwrng} which hardware feeds it now. Read anew each time, so that a device that was exchanged is noticed.
 */
record SystemIdentity(Path system, DeviceFile file) implements Identity {
    private static final int LONGEST = 256;
    private static final int HIGHEST = 4; // port, interface, device

    @Override
    public SourceIdentity get() {
        Path own = system.resolve("dev").resolve("char").resolve(file.major() + ":" + file.minor());
        return new SourceIdentity(
                near(own, "manufacturer", "vendor"),
                near(own, "rng_current", "product", "device"),
                near(own, "serial"),
                near(own, "bcdDevice", "revision"),
                false);
    }

    /** Looks in the device's folder and in those of the hardware that it belongs to. */
    private static String near(Path own, String... names) {
        Path folder = own;
        for (int i = 0; i < HIGHEST; i++) {
            Path here = folder;
            String found = Stream.of(names)
                    .map(name -> text(here.resolve(name)))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
            if (!found.isEmpty() || isHardware(here)) {
                return found;
            }
            folder = i == 0 ? folder.resolve("device") : folder.resolve("..");
        }
        return "";
    }

    /** What is above a device of USB or PCI is a hub or a bus, which has numbers of its own. */
    private static boolean isHardware(Path folder) {
        return Files.isRegularFile(folder.resolve("idVendor")) || Files.isRegularFile(folder.resolve("vendor"));
    }

    /** Linux offers what it knows and no more: what cannot be read is not known. */
    private static String text(Path attribute) {
        if (!Files.isRegularFile(attribute)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(attribute)) {
            return Quoted.of(new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8));
        } catch (IOException unknown) {
            return "";
        }
    }
}
