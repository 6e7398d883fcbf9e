/** What operators may ask of extenders, as values and one service. Names of permissions and states are texts here. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.qgate.api.extender;
