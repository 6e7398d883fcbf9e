package org.qgate.transport.internal;

import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsPtrRecord;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.qgate.api.net.IpAddress;
import org.qgate.api.transport.NameFailure;
import org.qgate.api.transport.PortHandler;

/**
 * Asks name servers. Nothing is cached, so nothing can be shared between those who must not know of each other; each
 * look-up has a socket, and so a source port, of its own (RFC 5452 section 9.2). No search domains, no hosts file. Loop
 * only.
 */
final class Names {
    private static final int MOST_RUNNING = 1024;
    private static final int MOST_ANSWERS = 32;
    private static final int MOST_QUERIES = 8;

    private final Loop loop;
    private final NameServers servers;
    private DnsNameResolver resolver;
    private int resolverTimeoutMs;
    private int running;

    Names(Loop loop) {
        this.loop = loop;
        this.servers = new NameServers(loop);
        resolver(); // its classes take long to load: not on the loop
    }

    long resolve(RoleSlot asker, String name) {
        Answer<IpAddress> answer = new Answer<>(
                asker,
                2,
                Names::address,
                (receiver, told) ->
                        receiver.resolved(told.number, List.copyOf(told.found), told.ttl(), told.failure()));
        if (!HostNames.valid(name)) {
            answer.end(NameFailure.INVALID);
        } else if (answer.mayAsk()) {
            String bare = HostNames.bare(name);
            answer.ask(bare, DnsRecordType.A);
            answer.ask(bare, DnsRecordType.AAAA);
        }
        return answer.number;
    }

    long reverse(RoleSlot asker, IpAddress address) {
        Answer<String> answer = new Answer<>(
                asker,
                1,
                Names::hostName,
                (receiver, told) ->
                        receiver.reversed(told.number, List.copyOf(told.found), told.ttl(), told.failure()));
        if (answer.mayAsk()) {
            answer.ask(HostNames.reverse(address), DnsRecordType.PTR);
        }
        return answer.number;
    }

    /** Returns null for a record that holds no address. */
    private static IpAddress address(DnsRecord record) {
        if (record instanceof DnsRawRecord raw) {
            int length = raw.content().readableBytes();
            boolean fits = record.type().equals(DnsRecordType.A) && length == 4
                    || record.type().equals(DnsRecordType.AAAA) && length == 16;
            if (fits) {
                byte[] bytes = new byte[length];
                raw.content().getBytes(raw.content().readerIndex(), bytes);
                return IpAddress.of(bytes);
            }
        }
        return null;
    }

    /** Returns null for a record that holds no valid name. */
    private static String hostName(DnsRecord record) {
        if (record instanceof DnsPtrRecord pointer && HostNames.valid(pointer.hostname())) {
            return HostNames.bare(pointer.hostname());
        }
        return null;
    }

    private DnsNameResolver resolver() {
        int timeoutMs = loop.settings().queryTimeoutMs();
        if (resolver == null || resolverTimeoutMs != timeoutMs) {
            if (resolver != null) {
                resolver.close();
            }
            resolverTimeoutMs = timeoutMs;
            resolver = new DnsNameResolverBuilder(loop.events())
                    .datagramChannelFactory(loop.backend()::datagram)
                    .socketChannelFactory(loop.backend()::socket)
                    .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
                    .nameServerProvider(servers)
                    .resolveCache(NoopDnsCache.INSTANCE)
                    .cnameCache(NoopDnsCnameCache.INSTANCE)
                    .authoritativeDnsServerCache(servers)
                    .consolidateCacheSize(0)
                    .hostsFileEntriesResolver((name, types) -> null)
                    .searchDomains(List.of())
                    .ndots(1)
                    .maxQueriesPerResolve(MOST_QUERIES)
                    .queryTimeoutMillis(timeoutMs)
                    .build();
        }
        return resolver;
    }

    /** How an owner is told. */
    private interface Teller<T> {
        void tell(PortHandler receiver, Answer<T> answer);
    }

    /** One look-up under way: collects what its questions bring and tells once. */
    private final class Answer<T> {
        private final long number = loop.nextNumber();
        private final RoleSlot asker;
        private final TcpLease lease;
        private final Function<DnsRecord, T> reader;
        private final Teller<T> teller;
        private final List<T> found = new ArrayList<>();
        private int outstanding;
        private long ttlSeconds = Integer.MAX_VALUE;
        private NameFailure failed = NameFailure.NOT_FOUND;
        private boolean counted;
        private boolean ended;

        Answer(RoleSlot asker, int questions, Function<DnsRecord, T> reader, Teller<T> teller) {
            this.asker = asker;
            this.lease = asker.lease();
            this.outstanding = questions;
            this.reader = reader;
            this.teller = teller;
        }

        boolean mayAsk() {
            if (running >= MOST_RUNNING || servers.none()) {
                end(NameFailure.TEMPORARY);
                return false;
            }
            running++;
            counted = true;
            loop.after(2L * loop.settings().queryTimeoutMs(), () -> end(NameFailure.TEMPORARY));
            return true;
        }

        void ask(String name, DnsRecordType type) {
            resolver().resolveAll(new DefaultDnsQuestion(name, type)).addListener((Future<List<DnsRecord>> done) -> {
                if (done.isSuccess()) {
                    done.getNow().forEach(this::take);
                } else if (!notFound(done.cause())) {
                    failed = NameFailure.TEMPORARY;
                }
                if (--outstanding == 0) {
                    end(failed);
                }
            });
        }

        private void take(DnsRecord record) {
            T value = reader.apply(record);
            if (!ended && value != null && found.size() < MOST_ANSWERS && !found.contains(value)) {
                found.add(value);
                ttlSeconds = Math.min(ttlSeconds, record.timeToLive());
            }
            ReferenceCountUtil.release(record);
        }

        /** No answer and no error, or the error that says so: the name has no such record. */
        private boolean notFound(Throwable failure) {
            Throwable cause = failure.getCause();
            return cause == null
                    || cause instanceof DnsErrorCauseException coded
                            && coded.getCode().equals(DnsResponseCode.NXDOMAIN);
        }

        int ttl() {
            return found.isEmpty() ? 0 : (int) Math.max(0, ttlSeconds);
        }

        NameFailure failure() {
            return found.isEmpty() ? failed : NameFailure.NONE;
        }

        void end(NameFailure why) {
            if (ended) {
                return;
            }
            ended = true;
            failed = why;
            running -= counted ? 1 : 0;
            loop.execute(() -> {
                PortHandler receiver = asker.receiver();
                if (receiver != null && asker.lease() == lease) {
                    guarded(receiver);
                }
            });
        }

        private void guarded(PortHandler receiver) {
            try {
                teller.tell(receiver, this);
            } catch (Throwable thrown) {
                loop.counters().handlerFailures.incrementAndGet();
                loop.log().taskFailed("name answer", thrown);
            }
        }
    }
}
