/** Installs the swappable bundles that the release list names and keeps them across restarts. */
package org.qgate.base.internal.release;
