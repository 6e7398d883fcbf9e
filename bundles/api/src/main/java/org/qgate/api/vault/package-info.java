/** The vault: what a node stores is sealed under keys that can lie on a medium of their own. Format: docs/vault.md. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.qgate.api.vault;
