/** JSON as extenders get it: strict in, canonical out, with the place of what is wrong. */
package org.qgate.gate.internal.json;
