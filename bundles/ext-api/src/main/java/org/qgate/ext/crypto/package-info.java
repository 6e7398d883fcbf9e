/** Random bytes, and keys for one extender alone. */
@Version("1.1.0")
package org.qgate.ext.crypto;

import org.osgi.annotation.versioning.Version;
