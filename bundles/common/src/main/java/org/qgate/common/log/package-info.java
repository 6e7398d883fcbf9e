/** What may be said in a log that lies in the clear. */
package org.qgate.common.log;
