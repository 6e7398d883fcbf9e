/** Messages between nodes, end-to-end encrypted, with mailboxes for who is away. It uses the extender API and nothing else. */
package org.qgate.extender.messenger;
