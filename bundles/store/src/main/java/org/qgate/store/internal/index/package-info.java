/** The ordered index in memory: which key's latest record stands where. Never on disk. */
package org.qgate.store.internal.index;
