/** Name look-ups and connections that entry (direct rules) and exit share. */
package org.qgate.dpn.internal.dial;
