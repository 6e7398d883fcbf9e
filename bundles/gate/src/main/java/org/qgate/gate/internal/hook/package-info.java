/**
 * What the framework asks before it resolves a bundle, installs one of a name that is there already, or defines a class. The
 * hooks hide nothing: they keep a bundle that was not admitted from ever resolving, an admitted one from wiring to more
 * than it was granted, and a class that was not verified from being defined.
 */
package org.qgate.gate.internal.hook;
