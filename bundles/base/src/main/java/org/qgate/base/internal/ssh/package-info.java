/** The shell's keys: made at the first start, so that there is no password and nothing to configure. */
package org.qgate.base.internal.ssh;
