package org.qgate.qrng.internal.deliver.server;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.protocol.Caller;

/** The leases and accounts of a server, both bounded. Thread-safe. */
final class Leases {
    /** More of one subscriber's leases end the oldest of them: it lost them, as after a crash. */
    private static final int MOST_OF_ONE = 4;

    /** Accounts outlive leases until their period ends. */
    private static final int ACCOUNTS_PER_LEASE = 8;

    private final Map<Long, OpenLease> leases = new LinkedHashMap<>();
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private boolean closed;

    /** Returns the account of a caller; empty when there is no room for another lease or account. */
    synchronized Optional<Account> account(Caller caller, ServerSettings settings, long nowNs) {
        sweep(nowNs);
        String key = Account.key(caller);
        Account known = accounts.get(key);
        if (known != null && of(known).size() >= MOST_OF_ONE) {
            return Optional.of(known); // the new lease takes the place of an old one
        }
        long anonymous = leases.values().stream()
                .filter(each -> each.account().node().isEmpty())
                .count();
        boolean room = leases.size() < settings.mostLeases()
                && (caller.node().isPresent() || anonymous < (settings.mostLeases() + 1) / 2);
        if (!room) {
            return Optional.empty();
        }
        if (known == null && accounts.size() >= settings.mostLeases() * ACCOUNTS_PER_LEASE) {
            return Optional.empty();
        }
        return Optional.of(accounts.computeIfAbsent(key, any -> new Account(caller.node(), settings, nowNs)));
    }

    /** Adds a lease; returns false when another one has its number, or there is no room any more. */
    synchronized boolean add(OpenLease lease, int most) {
        List<OpenLease> same = of(lease.account());
        if (same.size() >= MOST_OF_ONE) {
            end(same.get(0));
        }
        if (closed || leases.size() >= most) {
            return false;
        }
        return leases.putIfAbsent(lease.keys().lease(), lease) == null;
    }

    private List<OpenLease> of(Account account) {
        return leases.values().stream()
                .filter(each -> each.account() == account)
                .toList();
    }

    /** Returns a lease that is open; whoever got it calls {@link OpenLease#leave}. */
    synchronized Optional<OpenLease> enter(long number, long nowNs) {
        OpenLease lease = leases.get(number);
        if (lease == null) {
            return Optional.empty();
        }
        if (lease.over(nowNs)) {
            end(lease);
            return Optional.empty();
        }
        return lease.enter() ? Optional.of(lease) : Optional.empty();
    }

    private void end(OpenLease lease) {
        leases.remove(lease.keys().lease());
        lease.end();
    }

    private void sweep(long nowNs) {
        List.copyOf(leases.values()).stream().filter(each -> each.over(nowNs)).forEach(this::end);
        for (Iterator<Account> each = accounts.values().iterator(); each.hasNext(); ) {
            Account account = each.next();
            if (account.idle(nowNs) && of(account).isEmpty()) {
                each.remove();
            }
        }
    }

    /** Returns all that are open. */
    synchronized List<OpenLease> all(long nowNs) {
        sweep(nowNs);
        return new ArrayList<>(leases.values());
    }

    /** Ends all, and those that are being opened. */
    synchronized void close() {
        closed = true;
        List.copyOf(leases.values()).forEach(this::end);
        accounts.clear();
    }
}
