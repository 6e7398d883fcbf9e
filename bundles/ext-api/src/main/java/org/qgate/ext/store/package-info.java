/** The extender's own space in the node's store. */
@Version("1.1.0")
package org.qgate.ext.store;

import org.osgi.annotation.versioning.Version;
