package org.qgate.kernel.internal.directory;

import java.util.List;
import org.qgate.api.config.ConfigKey;
import org.qgate.api.config.ConfigValues;

/**
 * How the directory works on this node.
 *
 * @param networkFile name of the network description, below the configuration folder
 * @param networkFound network id to found when there is no description; empty not to
 * @param seed whether the descriptor says that this relay serves as a seed
 * @param signer whether this node signs snapshots; the network description must name it
 * @param contact for the descriptor
 * @param freshMs how long a snapshot made here is fresh
 * @param validMs how long a snapshot made here is valid
 * @param signDelayMs how long the signer waits after a descriptor changed
 * @param descriptorMs how long until this node's descriptor is made anew
 * @param maxRelays most relays whose descriptors are kept
 */
public record DirectorySettings(
        String networkFile,
        String networkFound,
        boolean seed,
        boolean signer,
        String contact,
        long freshMs,
        long validMs,
        long signDelayMs,
        long descriptorMs,
        int maxRelays) {
    private static final ConfigKey<String> NETWORK_FILE = ConfigKey.value(
            "network_file",
            "network.json",
            "a file name",
            "The network description, below the configuration folder.",
            DirectorySettings::fileName);
    private static final ConfigKey<String> NETWORK_FOUND = ConfigKey.value(
            "network_found",
            "",
            "empty, or 1 to 64 of a-z 0-9 . -",
            "Founds a network of this name when there is no description: this node becomes its only seed and signer.",
            DirectorySettings::networkId);
    private static final ConfigKey<Boolean> SEED =
            ConfigKey.flag("seed", false, "Says in the descriptor that this relay serves as a seed.");
    private static final ConfigKey<Boolean> SIGNER = ConfigKey.flag(
            "signer", false, "Signs snapshots; the network description must name this node as a signer.");
    private static final ConfigKey<String> CONTACT = ConfigKey.value(
            "contact",
            "",
            "at most 256 bytes of text without control characters",
            "How to reach the relay's operator; published in its descriptor.",
            DirectorySettings::contact);
    private static final ConfigKey<Long> FRESH =
            ConfigKey.integer("snapshot_fresh_seconds", 3600, 10, 3600, "Signer: for how long a snapshot is fresh.");
    private static final ConfigKey<Long> VALID = ConfigKey.integer(
            "snapshot_valid_seconds", 10_800, 30, 10_800, "Signer: for how long a snapshot is valid.");
    private static final ConfigKey<Long> DELAY = ConfigKey.integer(
            "snapshot_delay_ms", 1000, 0, 60_000, "Signer: how long to wait for more after a descriptor changed.");
    private static final ConfigKey<Long> DESCRIPTOR = ConfigKey.integer(
            "descriptor_seconds", 43_200, 60, 64_800, "Relay: how long until the descriptor is made anew.");
    private static final ConfigKey<Long> MAX_RELAYS =
            ConfigKey.integer("directory_max_relays", 10_000, 10, 100_000, "Most relays whose descriptors are kept.");

    /** All keys, for the configuration file that carries them. */
    public static final List<ConfigKey<?>> KEYS =
            List.of(NETWORK_FILE, NETWORK_FOUND, SEED, SIGNER, CONTACT, FRESH, VALID, DELAY, DESCRIPTOR, MAX_RELAYS);

    /** Reads the settings. */
    public static DirectorySettings from(ConfigValues values) {
        return new DirectorySettings(
                values.of(NETWORK_FILE),
                values.of(NETWORK_FOUND),
                values.of(SEED),
                values.of(SIGNER),
                values.of(CONTACT),
                values.of(FRESH) * 1000,
                Math.max(values.of(VALID), values.of(FRESH)) * 1000,
                values.of(DELAY),
                values.of(DESCRIPTOR) * 1000,
                values.asInt(MAX_RELAYS));
    }

    /** Returns the same settings with the signer's role set: a network's founder signs without being told. */
    public DirectorySettings withSigner(boolean signs) {
        return new DirectorySettings(
                networkFile,
                networkFound,
                seed,
                signs,
                contact,
                freshMs,
                validMs,
                signDelayMs,
                descriptorMs,
                maxRelays);
    }

    private static String fileName(String text) {
        if (!text.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException("not a file name");
        }
        return text;
    }

    private static String networkId(String text) {
        if (!text.matches("|[a-z0-9][a-z0-9.-]{0,63}")) {
            throw new IllegalArgumentException("not a network id");
        }
        return text;
    }

    private static String contact(String text) {
        if (Texts.encode(text).length > DescriptorCodec.MAX_CONTACT || !Texts.harmless(text)) {
            throw new IllegalArgumentException("too long or with control characters");
        }
        return text;
    }
}
