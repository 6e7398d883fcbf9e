/** Clock, threads and timers. */
@Version("1.1.0")
package org.qgate.ext.time;

import org.osgi.annotation.versioning.Version;
