/** Events between the node and its extenders. */
@Version("1.1.0")
package org.qgate.ext.event;

import org.osgi.annotation.versioning.Version;
