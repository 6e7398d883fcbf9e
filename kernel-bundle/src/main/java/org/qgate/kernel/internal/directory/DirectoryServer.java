package org.qgate.kernel.internal.directory;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.qgate.kernel.internal.link.ControlType;
import org.qgate.kernel.internal.link.Link;
import org.qgate.kernel.internal.link.LinkClose;

/**
 * Answers directory requests of neighbours, relays and clients alike, with what is in force here. Answers leave in
 * pieces and only while the link takes more; requests are limited per link. Event loop only.
 */
final class DirectoryServer {
    private static final int PARALLEL = 4;
    private static final int MAX_QUEUED = 16;
    private static final int PIECES_A_TURN = 4;
    private static final int REQUESTS_AT_ONCE = 64;
    private static final double REQUESTS_PER_SECOND = 2;
    private static final long BYTES_AT_ONCE = 128L << 20;
    private static final double BYTES_PER_SECOND = 1 << 20;

    private final Scope scope;
    private final CommonView common;
    private final DescriptorStore store;
    private final Map<Long, Client> clients = new HashMap<>();

    DirectoryServer(Scope scope, CommonView common, DescriptorStore store) {
        this.scope = scope;
        this.common = common;
        this.store = store;
    }

    /** One link's answers under way. */
    private final class Client {
        final Link link;
        final TokenBucket requests = new TokenBucket(REQUESTS_AT_ONCE, REQUESTS_PER_SECOND, scope.monoNs());
        final TokenBucket bytes = new TokenBucket(BYTES_AT_ONCE, BYTES_PER_SECOND, scope.monoNs());
        final ArrayDeque<Answer> answers = new ArrayDeque<>();
        boolean pumping;

        Client(Link link) {
            this.link = link;
        }

        void pump() {
            pumping = false;
            for (int piece = 0; piece < PIECES_A_TURN && !answers.isEmpty() && link.writable(); piece++) {
                Answer answer = answers.removeFirst();
                link.control(ControlType.DIR_DATA, answer.next());
                if (!answer.done()) {
                    answers.addLast(answer);
                }
            }
            if (!answers.isEmpty() && link.writable()) {
                pumpSoon();
            }
        }

        void pumpSoon() {
            if (!pumping) {
                pumping = true;
                // A turn of its own after each few pieces: cells of circuits go in between.
                scope.after(1, () -> {
                    if (clients.get(link.id()) == this) {
                        pump();
                    }
                });
            }
        }
    }

    void asked(Link link, Messages.Get get) {
        Client client = clients.computeIfAbsent(link.id(), id -> new Client(link));
        if (client.answers.size() >= MAX_QUEUED) {
            link.close(LinkClose.LIMIT); // it asks and does not read
            return;
        }
        Answer answer = answer(client, get);
        client.answers.addLast(answer);
        client.pump();
    }

    private Answer answer(Client client, Messages.Get get) {
        if (client.answers.size() >= PARALLEL || !client.requests.take(1, scope.monoNs())) {
            return Answer.empty(get.request(), Messages.Status.BUSY);
        }
        List<byte[]> parts = find(get.wanted());
        if (parts.isEmpty()) {
            boolean known = get.wanted() instanceof Messages.NewerSnapshot && common.current() != null;
            return Answer.empty(get.request(), known ? Messages.Status.UNCHANGED : Messages.Status.NOT_FOUND);
        }
        Answer answer = new Answer(get.request(), Messages.Status.OK, parts);
        return client.bytes.take(answer.total(), scope.monoNs())
                ? answer
                : Answer.empty(get.request(), Messages.Status.BUSY);
    }

    private List<byte[]> find(Messages.Wanted wanted) {
        Snapshot current = common.current();
        if (wanted instanceof Messages.NewerSnapshot newer) {
            return current == null || current.validAfterMs() <= newer.newerThanMs()
                    ? List.of()
                    : List.of(current.encoded());
        }
        if (wanted instanceof Messages.DescriptorList list) {
            return framed(list.digests());
        }
        Messages.DescriptorPage page = (Messages.DescriptorPage) wanted;
        if (current == null || !common.digest().equals(page.snapshot())) {
            return List.of();
        }
        int size = current.entries().size();
        int first = Math.min(page.first(), size);
        return framed(current.entries().subList(first, Math.min(size, first + page.count())).stream()
                .map(SnapshotEntry::digest)
                .toList());
    }

    private List<byte[]> framed(List<String> digests) {
        List<byte[]> parts = new ArrayList<>();
        for (String digest : digests) {
            store.byDigest(digest).ifPresent(found -> {
                int length = found.encoded().length;
                parts.add(ByteBuffer.allocate(4).putInt(length).array());
                parts.add(found.encoded());
            });
        }
        return parts;
    }

    void writable(Link link) {
        Client client = clients.get(link.id());
        if (client != null && !client.answers.isEmpty()) {
            client.pumpSoon();
        }
    }

    void down(Link link) {
        clients.remove(link.id());
    }
}
