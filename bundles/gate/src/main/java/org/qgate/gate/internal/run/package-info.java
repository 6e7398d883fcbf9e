/** The threads of one extender: the only ones on which its code runs, bounded in number, queue and time. */
package org.qgate.gate.internal.run;
