/** What an operator can set. */
@Version("1.1.0")
package org.qgate.ext.config;

import org.osgi.annotation.versioning.Version;
