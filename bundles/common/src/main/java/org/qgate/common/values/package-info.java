/**
 * What extenders write and read, made safe: JSON, strict in and canonical out, with the place of what is wrong; texts without
 * control characters.
 */
package org.qgate.common.values;
