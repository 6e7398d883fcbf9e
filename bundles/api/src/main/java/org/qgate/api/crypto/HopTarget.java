package org.qgate.api.crypto;

import org.qgate.api.NodeId;

/** A relay to make a hop with: its id and public onion keys, from its verified descriptor. */
public record HopTarget(NodeId nodeId, OnionKeys keys) {}
