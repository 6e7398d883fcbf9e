/** Every data socket of the node. Construction and settings; all else is internal. */
package org.qgate.transport;
