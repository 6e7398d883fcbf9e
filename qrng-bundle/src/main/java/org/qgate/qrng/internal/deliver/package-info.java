/** Delivery: what lies ready, who gets it, and how it goes from node to node. The sub-packages have the classes. */
package org.qgate.qrng.internal.deliver;
