package org.qgate.local.internal.fifo;

import java.nio.file.Path;

/**
 * The pipe that is wanted.
 *
 * @param path absolute
 * @param mode its permissions, as of {@code chmod}
 */
public record FifoSettings(Path path, int mode) {}
