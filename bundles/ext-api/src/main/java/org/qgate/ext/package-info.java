/**
 * The only door for extenders. What they may do is named here; the facades through which they do it join this package's
 * children one by one.
 */
@Version("1.0.0")
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
@Capability(namespace = "qgate.permission", attribute = "name=dpn.route")
@Capability(namespace = "qgate.permission", attribute = "name=peer.list")
@Capability(namespace = "qgate.permission", attribute = "name=event.publish")
@Capability(namespace = "qgate.permission", attribute = "name=store.share")
@Capability(namespace = "qgate.permission", attribute = "name=file.read")
@Capability(namespace = "qgate.permission", attribute = "name=internet.egress")
@Capability(namespace = "qgate.permission", attribute = "name=peer.ban")
@Capability(namespace = "qgate.permission", attribute = "name=metrics.all")
package org.qgate.ext;

import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.versioning.Version;
