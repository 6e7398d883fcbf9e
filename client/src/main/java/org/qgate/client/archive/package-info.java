/** Archives as {@code tar} and {@code gzip} know them, read and written without trusting their names. */
package org.qgate.client.archive;
