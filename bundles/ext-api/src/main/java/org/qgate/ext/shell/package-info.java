/** What an operator can command. */
@Version("1.0.0")
package org.qgate.ext.shell;

import org.osgi.annotation.versioning.Version;
