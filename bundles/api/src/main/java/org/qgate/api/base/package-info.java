/** What the bedrock bundle offers: time, workers, health, the state folder, swappable references. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.qgate.api.base;
