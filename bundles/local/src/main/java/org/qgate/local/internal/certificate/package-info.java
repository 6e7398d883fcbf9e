/** The certificate of the node's own HTTPS: made, kept and renewed here. */
package org.qgate.local.internal.certificate;
