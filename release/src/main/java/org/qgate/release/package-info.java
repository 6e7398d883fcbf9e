/** What publishers do: make a release key, sign a distribution's release list, pack swappable bundles. */
package org.qgate.release;
