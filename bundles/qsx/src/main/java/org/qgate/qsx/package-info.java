/**
 * Packages of extenders ({@code .qsx}), from bytes to a verdict. {@link org.qgate.qsx.Qsx} is the way in for whoever installs
 * and for whoever packs:
 *
 * <ul>
 *   <li>{@code new Qsx(signatures).inspect(file, trust)} takes a package apart and returns every reason against it; {@code
 *       verify} throws them.
 *   <li>{@link org.qgate.qsx.manifest.Difference} compares two manifests: whether the newer one asks for more.
 *   <li>{@link org.qgate.qsx.sign.PublisherKey}, {@link org.qgate.qsx.sign.Rotation}, {@link
 *       org.qgate.qsx.sign.UpdateIndex}: what publishers sign besides.
 *   <li>For packing: {@link org.qgate.qsx.Packing}.
 * </ul>
 *
 * Pure functions over bytes: no files, no framework, no clock; signatures are verified by primitives that are given.
 */
package org.qgate.qsx;
