/** Keys in the forms that SSH software reads. */
package org.qgate.common.ssh;
