/** Files that survive a crash whole, and folders that belong to one process. */
package org.qgate.common.file;
