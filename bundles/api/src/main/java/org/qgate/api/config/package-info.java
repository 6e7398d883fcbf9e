/** Configuration as specification: every key with type, default, unit and range; unknown keys are refused. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.qgate.api.config;
