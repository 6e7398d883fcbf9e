/**
 * The only door for extenders. {@link org.qgate.ext.Service} is what an extender is, {@link org.qgate.ext.Host} what it gets: a
 * facade each for what it may do, in this package's children.
 */
@Version("1.1.0")
@Capability(namespace = "qgate.permission", attribute = "name=log.write")
@Capability(namespace = "qgate.permission", attribute = "name=time.read")
@Capability(namespace = "qgate.permission", attribute = "name=event.subscribe")
@Capability(namespace = "qgate.permission", attribute = "name=store.use")
@Capability(namespace = "qgate.permission", attribute = "name=random.read")
@Capability(namespace = "qgate.permission", attribute = "name=crypto.agree")
@Capability(namespace = "qgate.permission", attribute = "name=crypto.sign")
@Capability(namespace = "qgate.permission", attribute = "name=node.info")
@Capability(namespace = "qgate.permission", attribute = "name=net.dial")
@Capability(namespace = "qgate.permission", attribute = "name=net.accept")
@Capability(namespace = "qgate.permission", attribute = "name=event.publish")
package org.qgate.ext;

import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.versioning.Version;
