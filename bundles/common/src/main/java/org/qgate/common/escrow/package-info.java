/** State on its way from a bundle to the one that replaces it: values of the runtime alone, and their bytes. */
package org.qgate.common.escrow;
