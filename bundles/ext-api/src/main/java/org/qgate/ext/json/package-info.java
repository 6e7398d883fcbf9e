/** JSON values. */
@Version("1.1.0")
package org.qgate.ext.json;

import org.osgi.annotation.versioning.Version;
