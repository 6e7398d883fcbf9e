package org.qgate.gate.internal.confine;

import java.nio.file.Path;
import java.util.List;

/**
 * Where things are on this machine.
 *
 * @param sandbox folder of the jars that run an extender
 * @param temporary folder for temporary files
 * @param node the node's folder: tells what belongs to it from what belongs to others
 * @param hidden folders that no process sees, whatever it is shown
 * @param path where programs are looked for
 */
public record Place(Path sandbox, Path temporary, Path node, List<Path> hidden, String path) {}
