/** Getting randomness from other nodes, and using no byte of it twice whatever the server does. */
package org.qgate.qrng.internal.deliver.subscriber;
