/**
 * The manifest of an extender: what it is, who published it, what it asks for. {@link
 * org.qgate.qsx.manifest.ManifestReader} and {@link org.qgate.qsx.manifest.ManifestWriter} are the only ways in and out;
 * {@link org.qgate.qsx.manifest.Difference} says whether one asks for more than another.
 */
package org.qgate.qsx.manifest;
