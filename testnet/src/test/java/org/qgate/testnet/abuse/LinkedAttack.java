package org.qgate.testnet.abuse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.HopTarget;
import org.qgate.testnet.raw.Crowd;
import org.qgate.testnet.raw.RawCircuit;
import org.qgate.testnet.raw.RawLink;
import org.qgate.testnet.raw.Visitor;

/**
 * Attacks by anonymous clients that did complete a handshake; those that the relay closes, or whose key is nearly used up,
 * link again.
 */
abstract class LinkedAttack implements Attack {
    private static final int PER_STEP = 2;
    /** A key serves for 1 GiB ([REKEY-1]); a step sends far less than what is left. */
    private static final long MOST_UNDER_ONE_KEY = 1_000_000_000;

    private final int links;
    private final List<Member> members = new ArrayList<>();
    private int number;
    private volatile int closed;

    /** One link of the attacker. */
    static final class Member {
        final Visitor visitor;
        final List<RawCircuit> circuits = new ArrayList<>();
        int rounds;
        long dueNs;

        Member(Visitor visitor) {
            this.visitor = visitor;
        }

        /** Asks for circuits of one hop and returns whether all are answered. */
        boolean hasCircuits(HopTarget hop, int wanted) {
            while (circuits.size() < wanted) {
                RawCircuit circuit = visitor.link().circuit(CellSize.LARGE);
                circuit.create(hop);
                circuits.add(circuit);
            }
            return circuits.stream().allMatch(each -> each.hops() == 1 || each.isDestroyed());
        }
    }

    LinkedAttack(int links) {
        this.links = links;
    }

    @Override
    public void step(Crowd crowd) throws IOException {
        int before = members.size();
        members.removeIf(member -> member.visitor.isOver() || isClosed(member));
        closed += before - members.size();
        for (int i = 0; i < PER_STEP && members.size() < links; i++) {
            members.add(new Member(crowd.link("127.0.7." + (1 + number++ % 200))));
        }
        for (Member member : members) {
            if (member.visitor.isLinked()) {
                abuse(member);
            }
        }
    }

    private static boolean isClosed(Member member) {
        RawLink link = member.visitor.link();
        if (link.isClosed() || link.sentBytes() > MOST_UNDER_ONE_KEY) {
            member.visitor.leave();
        }
        return member.visitor.isOver();
    }

    /** Does harm with one link. */
    abstract void abuse(Member member) throws IOException;

    /** Returns how many links were lost: refused, closed by the relay, reset, or given up for a used key. */
    final int closed() {
        return closed;
    }
}
