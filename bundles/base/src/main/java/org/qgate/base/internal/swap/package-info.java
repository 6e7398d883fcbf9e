/**
 * Replaces swappable bundles while traffic flows: who is in office, the hand-over itself, probation and the journal. The
 * hand-over knows neither the framework nor files; it is built by hand in tests.
 */
package org.qgate.base.internal.swap;
