/**
 * QuStream blocks: what they say, how they hang together, who signed them. Pure functions over bytes; whoever uses them
 * brings the hash and the check of signatures. Source: docs/qustream-block.md.
 */
package org.qgate.blocks;
