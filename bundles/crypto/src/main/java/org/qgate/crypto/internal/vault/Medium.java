package org.qgate.crypto.internal.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.qgate.api.vault.KeyPlace;

/**
 * Where a key file lies.
 *
 * @param device the block device behind it, if the system names one: it goes when a medium is pulled out, while the file
 *     may still be seen in the system's cache
 */
record Medium(Path file, Optional<Path> device, KeyPlace place) {
    private static final Path SYSTEM = Path.of("/sys/class/block");

    /** Looks at a file; one that is not there may turn up anywhere. */
    static Medium of(Path file) {
        return Files.exists(file)
                ? of(file, deviceOf(file), SYSTEM)
                : new Medium(file.toAbsolutePath(), Optional.empty(), KeyPlace.UNKNOWN);
    }

    static Medium of(Path file, Optional<Path> device, Path system) {
        boolean removable = device.map(found -> isRemovable(system.resolve(found.getFileName())))
                .orElse(false);
        return new Medium(file.toAbsolutePath(), device, removable ? KeyPlace.REMOVABLE : KeyPlace.SAME_MACHINE);
    }

    private static Optional<Path> deviceOf(Path file) {
        try {
            String name = Files.getFileStore(file).name();
            return name.startsWith("/dev/") ? Optional.of(Path.of(name)).filter(Files::exists) : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty(); // a file system that does not say: only the file itself is watched
        }
    }

    /** Linux says it of the whole device; a partition's folder lies inside the device's. */
    private static boolean isRemovable(Path block) {
        try {
            Path real = block.toRealPath();
            for (Path folder : new Path[] {real, real.getParent()}) {
                Path flag = folder.resolve("removable");
                if (Files.exists(flag) && Files.readString(flag).startsWith("1")) {
                    return true;
                }
            }
            return false;
        } catch (IOException unknown) {
            return false; // the cautious answer: the key counts as being on this machine
        }
    }

    boolean present() {
        return Files.exists(file) && device.map(Files::exists).orElse(true);
    }
}
