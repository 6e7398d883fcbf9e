/** What lies ready and who takes it next; how far bytes were used, durable before any of them leaves. */
package org.qgate.qrng.internal.deliver.pool;
