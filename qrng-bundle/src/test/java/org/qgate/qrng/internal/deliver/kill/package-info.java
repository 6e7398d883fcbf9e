/** Delivery that is killed wherever it can be: nothing is ever delivered twice. */
package org.qgate.qrng.internal.deliver.kill;
