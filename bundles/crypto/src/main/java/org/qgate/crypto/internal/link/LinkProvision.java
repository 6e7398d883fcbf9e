package org.qgate.crypto.internal.link;

import org.qgate.api.base.Clock;
import org.qgate.api.crypto.RandomSource;
import org.qgate.crypto.internal.primitive.Ciphers;

/** What every handshake and record cipher of a provider shares. */
record LinkProvision(RandomSource random, Clock clock, Ciphers ciphers, LinkLimits limits) {}
