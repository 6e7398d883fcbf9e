package org.qgate.kernel.internal.directory;

import java.util.List;
import java.util.Optional;
import org.qgate.api.NodeId;
import org.qgate.kernel.internal.link.Contact;

/**
 * The network as {@code network.json} describes it, verified.
 *
 * @param id 1 to 64 characters
 * @param signers who signs snapshots, sorted
 * @param threshold how many signers a snapshot needs
 * @param seeds where to begin
 */
public record Network(
        String id, long validFromMs, long validUntilMs, List<NodeId> signers, int threshold, List<Contact> seeds) {
    /** Whether some seed has an address outside the open Internet: only then may relays have such addresses. */
    public boolean local() {
        return seeds.stream()
                .flatMap(seed -> seed.addresses().stream())
                .anyMatch(at -> !Reachable.globally(at.address()));
    }

    /** Finds a seed. */
    public Optional<Contact> seed(NodeId id) {
        return seeds.stream().filter(seed -> seed.id().equals(id)).findFirst();
    }
}
