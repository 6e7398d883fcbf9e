/** What an operator can command. */
@Version("1.1.0")
package org.qgate.ext.shell;

import org.osgi.annotation.versioning.Version;
