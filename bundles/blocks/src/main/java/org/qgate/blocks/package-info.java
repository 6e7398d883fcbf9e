/** QuStream blocks: what they say, how they hang together, who signed them. Source: docs/qustream-block.md. */
package org.qgate.blocks;
