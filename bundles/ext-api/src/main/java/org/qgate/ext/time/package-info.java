/** Clock, threads and timers. */
@Version("1.0.0")
package org.qgate.ext.time;

import org.osgi.annotation.versioning.Version;
