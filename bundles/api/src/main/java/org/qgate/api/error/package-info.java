/** The one family of errors: stable codes, severity, advice. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.qgate.api.error;
