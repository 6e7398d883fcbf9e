/**
 * What the bundle that decides about extenders may ask of the one that encloses them: who may resolve and which classes
 * they may have, what a running instance may do, when one takes over from another. By numbers and values: whoever decides can
 * be replaced while extenders run.
 */
@Version("1.1.0")
package org.qgate.gate;

import org.osgi.annotation.versioning.Version;
