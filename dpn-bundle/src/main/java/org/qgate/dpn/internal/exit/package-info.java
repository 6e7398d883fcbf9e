/** Exit: which destinations are served, and the way to them. Nothing here logs a destination. */
package org.qgate.dpn.internal.exit;
