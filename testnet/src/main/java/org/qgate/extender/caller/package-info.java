/** An extender for measurements: calls the echo of a node again and again and says what it met. In no distribution. */
package org.qgate.extender.caller;
